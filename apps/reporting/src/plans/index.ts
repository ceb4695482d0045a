export * from './load-plans.js';
export * from './plan-catalogue.js';
export * from './plan.errors.js';
export type { Plan } from './plan.schema.js';
export * from './plans.module.js';
