import { Injectable } from '@nestjs/common';
import type { Action } from '@an-tam/access-rules';
import { scopeFor, type ColumnWhitelist } from '@an-tam/access-rules/typeorm';
import type { Actor, EmergencyAccess, OpenEmergency, ReviewEmergency } from '@an-tam/contracts';
import type { Transaction } from '@an-tam/persistence';

export const emergencyColumns: ColumnWhitelist = {
  centreId: 'centre_id',
  accountId: 'account_id',
  // Where nobody has agreed, that is nobody of the centre: its id is no account's.
  approvedById: 'coalesce(approved_by_id, centre_id)',
};

/** For how long a file stays open. */
const timeBox = `interval '1 hour'`;

/** By when somebody else looks at what was opened. */
const reviewTime = `interval '24 hours'`;

const columns = `id, case_id AS "caseId", account_id AS "accountId", reason, excluded, opened_at AS "openedAt",
  (SELECT c.code FROM case_file c WHERE c.id = emergency_access.case_id) AS "caseCode",
  opened_at + ${reviewTime} AS "reviewDueAt", expires_at AS "expiresAt", approved_by_id AS "approvedById", reviewed_by_id AS "reviewedById", outcome,
  CASE WHEN reviewed_at IS NOT NULL THEN 'reviewed'
       WHEN expires_at <= now() THEN 'to_review'
       WHEN excluded AND approved_at IS NULL THEN 'waiting'
       ELSE 'open' END AS state`;

interface AccessRow extends Omit<EmergencyAccess, 'openedAt' | 'reviewDueAt' | 'expiresAt'> {
  readonly openedAt: Date;
  readonly reviewDueAt: Date;
  readonly expiresAt: Date;
}

const toView = (row: AccessRow): EmergencyAccess => ({
  ...row,
  openedAt: row.openedAt.toISOString(),
  reviewDueAt: row.reviewDueAt.toISOString(),
  expiresAt: row.expiresAt.toISOString(),
});

@Injectable()
export class EmergencyAccessRepository {
  /** The file of the caller's centre with this code, for a transaction of the system actor `emergency`. */
  async findCase(tx: Transaction, code: string): Promise<string | null> {
    const rows: { id: string }[] = await tx.manager.query('SELECT id FROM case_file WHERE code = $1', [code]);
    return rows[0]?.id ?? null;
  }

  async insert(
    tx: Transaction,
    actor: Actor,
    access: { readonly id: string; readonly caseId: string; readonly reason: OpenEmergency['reason'] },
  ): Promise<EmergencyAccess> {
    const rows: AccessRow[] = await tx.manager.query(
      `INSERT INTO emergency_access (id, case_id, centre_id, account_id, reason, expires_at, excluded)
       VALUES ($1, $2, $3, $4, $5, now() + ${timeBox},
               EXISTS (SELECT 1 FROM case_exclusion WHERE case_id = $2 AND account_id = $4)) RETURNING ${columns}`,
      [access.id, access.caseId, actor.organisationId, actor.accountId, access.reason],
    );
    const [row] = rows;
    if (!row) throw new Error('An inserted row is returned.');
    return toView(row);
  }

  /** Of the actor's scope: first what is not reviewed, the longest waiting at the top, then the newest of the rest. */
  async list(tx: Transaction, actor: Actor, limit: number): Promise<EmergencyAccess[]> {
    const scope = scopeFor(actor, 'read', 'EmergencyAccess', emergencyColumns, 1);
    const rows: AccessRow[] = await tx.manager.query(
      `SELECT ${columns} FROM emergency_access WHERE ${scope.sql}
        ORDER BY reviewed_at IS NOT NULL, CASE WHEN reviewed_at IS NULL THEN opened_at END, opened_at DESC, id LIMIT $1`,
      [limit, ...scope.parameters],
    );
    return rows.map(toView);
  }

  /** Until when the caller reads the file in an emergency; null when there is none. */
  async readingUntil(tx: Transaction, actor: Actor, caseId: string): Promise<string | null> {
    const rows: { until: Date | null }[] = await tx.manager.query(
      `SELECT max(expires_at) AS until FROM emergency_access
        WHERE case_id = $1 AND account_id = $2 AND expires_at > now()`,
      [caseId, actor.accountId],
    );
    return rows[0]?.until?.toISOString() ?? null;
  }

  /** One in the actor's scope for the action, held until the end of the transaction. */
  async findLocked(tx: Transaction, actor: Actor, action: Action, id: string): Promise<EmergencyAccess | null> {
    const scope = scopeFor(actor, action, 'EmergencyAccess', emergencyColumns, 1);
    const rows: AccessRow[] = await tx.manager.query(
      `SELECT ${columns} FROM emergency_access WHERE id = $1 AND ${scope.sql} FOR UPDATE`,
      [id, ...scope.parameters],
    );
    return rows[0] ? toView(rows[0]) : null;
  }

  /** From now on the file is open, for the whole time. */
  async approve(tx: Transaction, actor: Actor, id: string): Promise<EmergencyAccess> {
    return this.change(tx, id, `approved_by_id = $2, approved_at = now(), expires_at = now() + ${timeBox}`, [
      actor.accountId,
    ]);
  }

  /** Whatever time is left ends with the review. */
  async review(tx: Transaction, actor: Actor, id: string, { outcome }: ReviewEmergency): Promise<EmergencyAccess> {
    const end = 'reviewed_by_id = $2, reviewed_at = now(), outcome = $3, expires_at = least(expires_at, now())';
    return this.change(tx, id, end, [actor.accountId, outcome]);
  }

  private async change(tx: Transaction, id: string, set: string, values: unknown[]): Promise<EmergencyAccess> {
    // TypeORM answers an UPDATE with [rows, count].
    const [rows]: [AccessRow[], number] = await tx.manager.query(
      `UPDATE emergency_access SET ${set} WHERE id = $1 RETURNING ${columns}`,
      [id, ...values],
    );
    const [row] = rows;
    if (!row) throw new Error('A row held in this transaction is changed.');
    return toView(row);
  }
}
