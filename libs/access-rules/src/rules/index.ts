export * from './ability.js';
export * from './assert-rules-known.js';
export * from './permission-errors.js';
export * from './rule-table.js';
export * from './throw-unless-can.js';
