export * from './ability.js';
export * from './permission-errors.js';
export * from './rule-table.js';
export * from './throw-unless-can.js';
