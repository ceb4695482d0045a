import { Injectable } from '@nestjs/common';
import { throwUnlessCan, type Action } from '@an-tam/access-rules';
import { AuditLog } from '@an-tam/audit';
import type { CaseMergeView, UserContext } from '@an-tam/contracts';
import { EntitySealer } from '@an-tam/field-encryption/typeorm';
import type { Transaction } from '@an-tam/persistence';
import { CaseFileEntity, CaseRepository } from '../case-access/index.js';
import { CaseKeys } from '../case-keys/index.js';
import type { MergeRow } from './case-merge.repository.js';

/** The two files of a merge, within the caller's scope. */
@Injectable()
export class MergedFiles {
  constructor(
    private readonly cases: CaseRepository,
    private readonly keys: CaseKeys,
    private readonly sealer: EntitySealer,
    private readonly audit: AuditLog,
  ) {}

  /** One of them, held until the end of the transaction; null when the caller may not do this with it. */
  async hold(
    tx: Transaction,
    { actor }: UserContext,
    action: Extract<Action, 'update' | 'assign'>,
    id: string,
  ): Promise<CaseFileEntity | null> {
    const found = await this.cases.find(tx, actor, action, id, true);
    if (!found) return null;
    const { caseFile, lists } = found;
    throwUnlessCan(actor, action, 'CaseFile', { ...caseFile, teamId: caseFile.teamId ?? caseFile.centreId, ...lists });
    return caseFile;
  }

  /** Merges as shown; one with a file that the caller does not reach is left out. */
  async show(tx: Transaction, { actor }: UserContext, rows: readonly MergeRow[]): Promise<CaseMergeView[]> {
    const ids = [...new Set(rows.flatMap(({ keptId, foldedId }) => [keptId, foldedId]))];
    const found = await this.cases.listWithClients(tx, actor, ids);
    const keys = await this.keys.ofMany(actor.organisationId, ids);
    const files = new Map(
      found.flatMap(({ row }) => {
        const own = keys.get(row.id);
        if (!own) return [];
        const { alias } = this.sealer.open(CaseFileEntity, own, row, ['alias']);
        return [[row.id, { id: row.id, code: row.code, alias }] as const];
      }),
    );
    for (const id of files.keys())
      await this.audit.append(tx, { action: 'read', resource: 'CaseFile', recordId: id, caseId: id, purpose: 'merge' });
    return rows.flatMap(({ id, version, state, reason, keptId, foldedId, proposedById, proposedAt }) => {
      const [kept, folded] = [files.get(keptId), files.get(foldedId)];
      if (!kept || !folded) return [];
      return [{ id, version, state, reason, kept, folded, proposedById, proposedAt: proposedAt.toISOString() }];
    });
  }
}
