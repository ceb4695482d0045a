import { Injectable } from '@nestjs/common';
import { AuditLog } from '@an-tam/audit';
import type { CaseListItem, CaseListQuery, UserContext } from '@an-tam/contracts';
import { RowUnreadableError } from '@an-tam/field-encryption';
import { EntitySealer } from '@an-tam/field-encryption/typeorm';
import { together, UnitOfWork } from '@an-tam/persistence';
import { CaseFileEntity, CaseRepository } from '../case-access/index.js';
import { CaseKeys } from '../case-keys/index.js';

const pageSize = 25;

/** The caseload of the caller: what their rules show, newest first. */
@Injectable()
export class ListCasesQuery {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly cases: CaseRepository,
    private readonly sealer: EntitySealer,
    private readonly keys: CaseKeys,
    private readonly audit: AuditLog,
  ) {}

  async list(
    context: UserContext,
    { page, status }: CaseListQuery,
  ): Promise<{ cases: CaseListItem[]; page: number; hasMore: boolean }> {
    const { actor } = context;
    return this.unitOfWork.run(context, async (tx) => {
      const [rows] = await together([
        this.cases.list(tx, actor, page, pageSize, status),
        this.audit.append(tx, { action: 'list', resource: 'CaseFile' }),
      ]);
      const shown = rows.slice(0, pageSize);
      const keys = await this.keys.ofMany(
        actor.organisationId,
        shown.map((row) => row.id),
      );
      const cases = shown.map((row): CaseListItem => {
        const caseKeys = keys.get(row.id);
        if (!caseKeys) throw new RowUnreadableError('case_file', row.id, row.id);
        const { alias, openedOn } = this.sealer.open(CaseFileEntity, caseKeys, row, ['alias', 'openedOn']);
        const { id, code, status, assigneeId, version } = row;
        return { id, code, status, assigneeId, version, alias, openedOn };
      });
      return { cases, page, hasMore: rows.length > pageSize };
    });
  }
}
