export * from './audit-entries.module.js';
