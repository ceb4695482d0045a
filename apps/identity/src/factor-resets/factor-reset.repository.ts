import { Injectable } from '@nestjs/common';
import { scopeFor } from '@an-tam/access-rules/typeorm';
import type { Actor, FactorResetReason } from '@an-tam/contracts';
import type { Transaction } from '@an-tam/persistence';

/** Columns the rules of requests may speak about. */
export const factorResetScopeColumns = {
  organisationId: 'r.organisation_id',
  accountId: 'r.account_id',
  askedById: 'r.asked_by',
};

/** How long a second person has to approve, and how long the code works once the waiting time is over, in days. */
const lifeDays = 7;

export interface FactorResetRow {
  readonly id: string;
  readonly organisationId: string;
  readonly accountId: string;
  /** What its owner types to sign in. */
  readonly accountName: string;
  readonly displayName: string;
  readonly reason: FactorResetReason;
  readonly askedById: string;
  readonly askedByName: string;
  readonly askedAt: Date;
  readonly approvedById: string | null;
  readonly approvedByName: string | null;
  readonly opensAt: Date | null;
  readonly expiresAt: Date;
}

/** A request found by its one-time code. */
export interface FactorResetByCode {
  readonly id: string;
  readonly organisationId: string;
  readonly accountId: string;
  /** The waiting time is over. */
  readonly opened: boolean;
}

const live = 'r.ended_at IS NULL AND r.expires_at > now()';

const rows = `SELECT r.id, r.organisation_id AS "organisationId", r.account_id AS "accountId", a.name AS "accountName",
    a.display_name AS "displayName", r.reason, r.asked_by AS "askedById", asker.display_name AS "askedByName",
    r.asked_at AS "askedAt", r.approved_by AS "approvedById", approver.display_name AS "approvedByName",
    r.opens_at AS "opensAt", r.expires_at AS "expiresAt"
  FROM factor_reset r JOIN account a ON a.id = r.account_id JOIN account asker ON asker.id = r.asked_by
    LEFT JOIN account approver ON approver.id = r.approved_by`;

/** Requests to replace a lost second factor that have not ended. */
@Injectable()
export class FactorResetRepository {
  /** Of the caller's organisation, the oldest first. */
  async list(tx: Transaction, actor: Actor): Promise<FactorResetRow[]> {
    const scope = scopeFor(actor, 'read', 'FactorReset', factorResetScopeColumns);
    return tx.manager.query(`${rows} WHERE ${live} AND ${scope.sql} ORDER BY r.asked_at, r.id`, scope.parameters);
  }

  /** Held until the transaction ends, so that two people decide one after the other. */
  async findForDecision(tx: Transaction, actor: Actor, id: string): Promise<FactorResetRow | null> {
    const scope = scopeFor(actor, 'update', 'FactorReset', factorResetScopeColumns, 1);
    const found: FactorResetRow[] = await tx.manager.query(
      `${rows} WHERE ${live} AND r.id = $1 AND ${scope.sql} FOR UPDATE OF r`,
      [id, ...scope.parameters],
    );
    return found[0] ?? null;
  }

  /** @returns false when the account has one already. */
  async add(
    tx: Transaction,
    asked: Pick<FactorResetRow, 'id' | 'organisationId' | 'accountId' | 'reason' | 'askedById'>,
  ): Promise<boolean> {
    const { id, organisationId, accountId, reason, askedById } = asked;
    await tx.manager.query(
      `UPDATE factor_reset SET ended_at = expires_at, ended_how = 'expired'
        WHERE account_id = $1 AND organisation_id = $2 AND ended_at IS NULL AND expires_at <= now()`,
      [accountId, organisationId],
    );
    const added: unknown[] = await tx.manager.query(
      `INSERT INTO factor_reset (id, organisation_id, account_id, reason, asked_by, expires_at)
        VALUES ($1, $2, $3, $4, $5, now() + make_interval(days => ${lifeDays})) ON CONFLICT DO NOTHING RETURNING 1`,
      [id, organisationId, accountId, reason, askedById],
    );
    return added.length === 1;
  }

  /** @returns when the code begins to work. */
  async approve(
    tx: Transaction,
    id: string,
    approval: { readonly approvedById: string; readonly codeHash: Buffer; readonly waitHours: number },
  ): Promise<Date> {
    const [changed]: [{ opensAt: Date }[], number] = await tx.manager.query(
      `UPDATE factor_reset SET approved_by = $2, approved_at = now(), code_hash = $3,
          opens_at = now() + make_interval(hours => $4),
          expires_at = now() + make_interval(hours => $4, days => ${lifeDays})
        WHERE id = $1 AND approved_by IS NULL RETURNING opens_at AS "opensAt"`,
      [id, approval.approvedById, approval.codeHash, approval.waitHours],
    );
    const row = changed[0];
    if (!row) throw new Error('The request was approved before; it was not loaded for a decision.');
    return row.opensAt;
  }

  async cancel(tx: Transaction, id: string): Promise<void> {
    await tx.manager.query(`UPDATE factor_reset SET ended_at = now(), ended_how = 'cancelled' WHERE id = $1`, [id]);
  }

  /** Every open request for the account. @returns their ids. */
  async endAll(tx: Transaction, accountId: string, how: 'stopped' | 'used'): Promise<string[]> {
    const [ended]: [{ id: string }[], number] = await tx.manager.query(
      `UPDATE factor_reset r SET ended_at = now(), ended_how = CASE WHEN $2 = 'used' AND approved_by IS NULL
          THEN 'cancelled' ELSE $2 END WHERE account_id = $1 AND ${live} RETURNING id`,
      [accountId, how],
    );
    return ended.map(({ id }) => id);
  }

  /** What the account's owner is told; the one that opens first. */
  async findNotice(tx: Transaction, accountId: string): Promise<{ readonly opensAt: Date | null } | null> {
    const found: { opensAt: Date | null }[] = await tx.manager.query(
      `SELECT r.opens_at AS "opensAt" FROM factor_reset r WHERE r.account_id = $1 AND ${live}
        ORDER BY r.opens_at NULLS LAST LIMIT 1`,
      [accountId],
    );
    return found[0] ?? null;
  }

  async findByCode(tx: Transaction, codeHash: Buffer): Promise<FactorResetByCode | null> {
    const found: FactorResetByCode[] = await tx.manager.query(
      `SELECT r.id, r.organisation_id AS "organisationId", r.account_id AS "accountId", r.opens_at <= now() AS opened
         FROM factor_reset r WHERE r.code_hash = $1 AND ${live}`,
      [codeHash],
    );
    return found[0] ?? null;
  }
}
