import { Controller, Get, Header, Query, SerializeOptions } from '@nestjs/common';
import type { z } from 'zod';
import { Caller, Permit } from '@an-tam/access-rules/nest';
import {
  auditEntriesPageSchema,
  auditEntriesQuerySchema,
  type AuditEntriesPage,
  type UserContext,
} from '@an-tam/contracts';
import { FindVisibleAuditEntriesQuery } from './find-visible-audit-entries.query.js';

@Controller('audit-entries')
export class AuditEntriesController {
  constructor(private readonly entries: FindVisibleAuditEntriesQuery) {}

  @Get()
  @Header('cache-control', 'no-store')
  @Permit('read', 'AuditEntry')
  @SerializeOptions({ schema: auditEntriesPageSchema })
  list(
    @Caller() caller: UserContext,
    @Query({ schema: auditEntriesQuerySchema }) query: z.infer<typeof auditEntriesQuerySchema>,
  ): Promise<AuditEntriesPage> {
    return this.entries.list(caller, query);
  }
}
