import { Module } from '@nestjs/common';
import { AuditEntriesController } from './audit-entries.controller.js';
import { ListAuditEntriesService } from './list-audit-entries.service.js';

@Module({ controllers: [AuditEntriesController], providers: [ListAuditEntriesService] })
export class AuditEntriesModule {}
