import { Module } from '@nestjs/common';
import { AuditEntriesController } from './audit-entries.controller.js';
import { ShowAuditEntriesQuery } from './show-audit-entries.query.js';
import { ShowAuditSealQuery } from './show-audit-seal.query.js';

/** The log of a service for its reader: entries, the state of its seals, and a check of the whole. */
@Module({ controllers: [AuditEntriesController], providers: [ShowAuditEntriesQuery, ShowAuditSealQuery] })
export class AuditEntriesModule {}
