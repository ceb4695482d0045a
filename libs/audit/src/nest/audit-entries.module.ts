import { Module } from '@nestjs/common';
import { AuditEntriesController } from './audit-entries.controller.js';

/** `GET /audit-entries` of a service. */
@Module({ controllers: [AuditEntriesController] })
export class AuditEntriesModule {}
