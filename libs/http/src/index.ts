export * from './bootstrap.js';
export * from './health.controller.js';
export * from './logging.js';
export * from './problem.filter.js';
export * from './settings.js';
export * from './tokens/index.js';
export * from './business-day.js';
export * from './working-days.js';
