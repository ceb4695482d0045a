import { Module } from '@nestjs/common';
import { AuditEntriesController } from './audit-entries.controller.js';
import { FindVisibleAuditEntriesQuery } from './find-visible-audit-entries.query.js';

@Module({ controllers: [AuditEntriesController], providers: [FindVisibleAuditEntriesQuery] })
export class AuditEntriesModule {}
