import { Controller, Get, Header, HttpCode, Post, Query, SerializeOptions } from '@nestjs/common';
import { Caller, Permit } from '@an-tam/access-rules/nest';
import {
  auditCheckSchema,
  auditEntriesPageSchema,
  auditEntriesQuerySchema,
  auditSealSchema,
  type AuditCheck,
  type AuditEntriesPage,
  type AuditEntriesQuery,
  type AuditSeal,
  type UserContext,
} from '@an-tam/contracts';
import { ShowAuditEntriesQuery } from './show-audit-entries.query.js';
import { ShowAuditSealQuery } from './show-audit-seal.query.js';

/** The log of one service for the data-protection officer of the caller's organisation; looking is an entry too. */
@Controller()
export class AuditEntriesController {
  constructor(
    private readonly entries: ShowAuditEntriesQuery,
    private readonly seal: ShowAuditSealQuery,
  ) {}

  @Get('audit-entries')
  @Header('cache-control', 'no-store')
  @Permit('read', 'AuditEntry')
  @SerializeOptions({ schema: auditEntriesPageSchema })
  list(
    @Caller() caller: UserContext,
    @Query({ schema: auditEntriesQuerySchema }) query: AuditEntriesQuery,
  ): Promise<AuditEntriesPage> {
    return this.entries.list(caller, query);
  }

  @Get('audit-seal')
  @Permit('read', 'AuditEntry')
  @SerializeOptions({ schema: auditSealSchema })
  newest(@Caller() caller: UserContext): Promise<AuditSeal> {
    return this.seal.newest(caller);
  }

  @Post('audit-checks')
  @HttpCode(200)
  @Permit('read', 'AuditEntry')
  @SerializeOptions({ schema: auditCheckSchema })
  check(@Caller() caller: UserContext): Promise<AuditCheck> {
    return this.seal.check(caller);
  }
}
