export * from './audit-log.js';
export * from './audit-table.js';
export * from './audit.module.js';
export * from './find-audit-entries.query.js';
export { AuditSealer } from './sealing/audit-sealer.js';
export { AuditSealingModule, type AuditKeyStore, type AuditSealingSettings } from './sealing/audit-sealing.module.js';
export { dropSealTablesV1, sealTablesV1 } from './sealing/seal-tables.js';
export { logSigner } from './sealing/tree-head.js';
