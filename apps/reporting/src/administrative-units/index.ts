export * from './administrative-units.js';
export * from './load-administrative-units.js';
