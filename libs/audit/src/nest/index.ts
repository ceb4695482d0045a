export { AuditEntriesModule } from './audit-entries.module.js';
export { CaseCodes } from './case-codes.js';
