export * from './audit-log.js';
export * from './audit-table.js';
export * from './audit.module.js';
export * from './find-audit-entries.query.js';
