import { Injectable, Optional } from '@nestjs/common';
import { readCaseCode, type AuditEntriesPage, type AuditEntriesQuery, type UserContext } from '@an-tam/contracts';
import { UnitOfWork } from '@an-tam/persistence';
import { AuditLog } from '../audit-log.js';
import { FindAuditEntriesQuery } from '../find-audit-entries.query.js';
import { CaseCodes } from './case-codes.js';

/** Entries for the data-protection officer; looking is an entry too. */
@Injectable()
export class ShowAuditEntriesQuery {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly entries: FindAuditEntriesQuery,
    private readonly audit: AuditLog,
    @Optional() private readonly codes?: CaseCodes,
  ) {}

  /** A code that no case of the organisation has finds nothing, like one without entries. */
  async list(context: UserContext, { caseCode, ...filter }: AuditEntriesQuery): Promise<AuditEntriesPage> {
    const code = caseCode === undefined ? undefined : readCaseCode(caseCode);
    const found = code === undefined ? undefined : await this.codes?.findId(context, code);
    const isNobodys = code !== undefined && (found === undefined || (filter.caseId ?? found) !== found);
    const caseId = found ?? filter.caseId;
    const page = await this.unitOfWork.run(context, async (tx) => {
      await this.audit.append(tx, { action: 'list', resource: 'AuditEntry', caseId });
      return isNobodys ? { entries: [], next: null } : this.entries.list(tx, { ...filter, caseId });
    });
    return { ...page, entries: await this.withCodes(context, page.entries) };
  }

  private async withCodes(
    context: UserContext,
    entries: AuditEntriesPage['entries'],
  ): Promise<AuditEntriesPage['entries']> {
    const ids = new Set(entries.flatMap(({ caseId }) => caseId ?? []));
    if (!this.codes || ids.size === 0) return entries;
    const codes = await this.codes.codesOf(context, [...ids]);
    return entries.map((entry) => ({ ...entry, caseCode: codes.get(entry.caseId ?? '') ?? null }));
  }
}
