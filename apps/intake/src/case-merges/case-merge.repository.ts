import { Injectable } from '@nestjs/common';
import type { Action } from '@an-tam/access-rules';
import { scopeFor, type ColumnWhitelist } from '@an-tam/access-rules/typeorm';
import type { Actor, CaseMergeView } from '@an-tam/contracts';
import type { Transaction } from '@an-tam/persistence';

export const mergeColumns: ColumnWhitelist = { centreId: 'centre_id', accountId: 'proposed_by_id' };

/** What an undo puts back: whose the folded file was, and which exclusions each file took over from the other. */
export interface BeforeMerge {
  readonly assigneeId: string;
  readonly teamId: string | null;
  readonly keptTookOver: readonly string[];
  readonly foldedTookOver: readonly string[];
}

export interface MergeRow extends Pick<CaseMergeView, 'id' | 'version' | 'state' | 'reason' | 'proposedById'> {
  readonly keptId: string;
  readonly foldedId: string;
  readonly proposedAt: Date;
  readonly before: BeforeMerge | null;
}

const columns = `id, version, state, reason, kept_id AS "keptId", folded_id AS "foldedId",
  proposed_by_id AS "proposedById", proposed_at AS "proposedAt", before`;

/** What waits in a file and would be seen by nobody once it is folded in. */
const waits = `EXISTS (SELECT 1 FROM planned_follow_up WHERE case_id = $1 AND state = 'planned')
  OR EXISTS (SELECT 1 FROM care_plan WHERE case_id = $1 AND (state = 'waiting' OR next_due_on IS NOT NULL))
  OR EXISTS (SELECT 1 FROM closure WHERE case_id = $1 AND state = 'requested')
  OR EXISTS (SELECT 1 FROM case_transfer WHERE case_id = $1 AND state IN ('requested', 'approved') AND expires_at > now())`;

@Injectable()
export class CaseMergeRepository {
  async insert(
    tx: Transaction,
    { organisationId, accountId }: Actor,
    merge: Pick<MergeRow, 'id' | 'keptId' | 'foldedId' | 'reason'>,
  ): Promise<MergeRow> {
    const [row]: MergeRow[] = await tx.manager.query(
      `INSERT INTO case_merge (id, centre_id, kept_id, folded_id, reason, state, version, proposed_by_id)
       VALUES ($1, $2, $3, $4, $5, 'proposed', 1, $6) RETURNING ${columns}`,
      [merge.id, organisationId, merge.keptId, merge.foldedId, merge.reason, accountId],
    );
    if (!row) throw new Error('An inserted row is returned.');
    return row;
  }

  /** Those that wait or stand, in the actor's scope, newest first. */
  async list(tx: Transaction, actor: Actor, limit: number): Promise<MergeRow[]> {
    const scope = scopeFor(actor, 'read', 'CaseMerge', mergeColumns, 1);
    return tx.manager.query(
      `SELECT ${columns} FROM case_merge WHERE state IN ('proposed', 'approved') AND ${scope.sql}
        ORDER BY state = 'approved', proposed_at DESC, id LIMIT $1`,
      [limit, ...scope.parameters],
    );
  }

  /** Held until the end of the transaction. */
  async findLocked(tx: Transaction, actor: Actor, action: Action, id: string): Promise<MergeRow | null> {
    const scope = scopeFor(actor, action, 'CaseMerge', mergeColumns, 1);
    const [row]: MergeRow[] = await tx.manager.query(
      `SELECT ${columns} FROM case_merge WHERE id = $1 AND ${scope.sql} FOR UPDATE`,
      [id, ...scope.parameters],
    );
    return row ?? null;
  }

  /** Whether one of the files waits for another merge, or others are folded into the one that would be folded in. */
  async isPartOfAnother(tx: Transaction, keptId: string, foldedId: string): Promise<boolean> {
    const rows: unknown[] = await tx.manager.query(
      `SELECT 1 FROM case_merge WHERE state = 'proposed' AND (kept_id IN ($1, $2) OR folded_id IN ($1, $2))
        UNION ALL SELECT 1 FROM case_file WHERE merged_into_id = $2`,
      [keptId, foldedId],
    );
    return rows.length > 0;
  }

  async hasOpenWork(tx: Transaction, caseId: string): Promise<boolean> {
    const [answer]: { waits: boolean }[] = await tx.manager.query(`SELECT ${waits} AS waits`, [caseId]);
    return answer?.waits ?? true;
  }

  /** Brings a merge that was loaded locked to its next state. */
  async decide(
    tx: Transaction,
    { accountId }: Actor,
    row: MergeRow,
    state: 'approved' | 'declined',
    before: BeforeMerge | null,
  ): Promise<MergeRow> {
    await tx.manager.query(
      `UPDATE case_merge SET state = $2, version = version + 1, decided_by_id = $3, decided_at = now(), before = $4
        WHERE id = $1`,
      [row.id, state, accountId, before],
    );
    return { ...row, state, version: row.version + 1, before };
  }

  async undo(tx: Transaction, { accountId }: Actor, row: MergeRow): Promise<MergeRow> {
    await tx.manager.query(
      `UPDATE case_merge SET state = 'undone', version = version + 1, undone_by_id = $2, undone_at = now() WHERE id = $1`,
      [row.id, accountId],
    );
    return { ...row, state: 'undone', version: row.version + 1 };
  }
}
