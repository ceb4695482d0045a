export * from './grants.module.js';
