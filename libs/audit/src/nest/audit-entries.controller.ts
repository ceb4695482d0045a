import { Controller, Get, Header, Query, SerializeOptions } from '@nestjs/common';
import { Caller, Permit } from '@an-tam/access-rules/nest';
import {
  auditEntriesPageSchema,
  auditEntriesQuerySchema,
  type AuditEntriesPage,
  type UserContext,
} from '@an-tam/contracts';
import { UnitOfWork } from '@an-tam/persistence';
import { AuditLog } from '../audit-log.js';
import { FindAuditEntriesQuery, type AuditEntriesFilter } from '../find-audit-entries.query.js';

/** The log of one service for the data-protection officer of the caller's organisation; looking is an entry too. */
@Controller('audit-entries')
export class AuditEntriesController {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly entries: FindAuditEntriesQuery,
    private readonly audit: AuditLog,
  ) {}

  @Get()
  @Header('cache-control', 'no-store')
  @Permit('read', 'AuditEntry')
  @SerializeOptions({ schema: auditEntriesPageSchema })
  list(
    @Caller() caller: UserContext,
    @Query({ schema: auditEntriesQuerySchema }) query: AuditEntriesFilter,
  ): Promise<AuditEntriesPage> {
    return this.unitOfWork.run(caller, async (tx) => {
      await this.audit.append(tx, { action: 'list', resource: 'AuditEntry', caseId: query.caseId });
      return this.entries.list(tx, query);
    });
  }
}
