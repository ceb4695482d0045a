import { Global, Module } from '@nestjs/common';
import { AuditLog } from './audit-log.js';
import { FindAuditEntriesQuery } from './find-audit-entries.query.js';

@Global()
@Module({ providers: [AuditLog, FindAuditEntriesQuery], exports: [AuditLog, FindAuditEntriesQuery] })
export class AuditModule {}
