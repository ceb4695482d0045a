import { Controller, Get, Header, Query, SerializeOptions } from '@nestjs/common';
import { Caller, Permit } from '@an-tam/access-rules/nest';
import {
  auditEntriesPageSchema,
  auditEntriesQuerySchema,
  type AuditEntriesPage,
  type UserContext,
} from '@an-tam/contracts';
import { ListAuditEntriesService } from './list-audit-entries.service.js';

@Controller('audit-entries')
export class AuditEntriesController {
  constructor(private readonly listAuditEntries: ListAuditEntriesService) {}

  @Get()
  @Header('cache-control', 'no-store')
  @Permit('read', 'AuditEntry')
  @SerializeOptions({ schema: auditEntriesPageSchema })
  async list(
    @Caller() caller: UserContext,
    @Query({ schema: auditEntriesQuerySchema }) query: { caseId?: string; limit: number },
  ): Promise<AuditEntriesPage> {
    return this.listAuditEntries.list(caller, query);
  }
}
