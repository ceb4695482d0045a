import { Injectable } from '@nestjs/common';
import type { Action } from '@an-tam/access-rules';
import { scopeFor, type ColumnWhitelist } from '@an-tam/access-rules/typeorm';
import { transferDays, type Actor, type CaseTransferView } from '@an-tam/contracts';
import type { Transaction } from '@an-tam/persistence';

/** Another centre knows of a transfer from the moment the own supervisor has agreed to it. */
export const transferColumns: ColumnWhitelist = {
  centreId: 'centre_id',
  accountId: 'requested_by_id',
  offeredToId: `CASE WHEN state IN ('approved', 'accepted', 'declined') THEN to_centre_id END`,
};

export interface TransferRow extends Pick<CaseTransferView, 'id' | 'version' | 'state' | 'reason' | 'toCentreId'> {
  readonly caseId: string;
  readonly fromCentreId: string;
  readonly consentId: string;
  readonly requestedById: string;
  readonly requestedAt: Date;
  readonly expiresAt: Date;
}

const live = `state IN ('requested', 'approved')`;
const columns = `id, version, reason, case_id AS "caseId", centre_id AS "fromCentreId", to_centre_id AS "toCentreId",
  consent_id AS "consentId", requested_by_id AS "requestedById", requested_at AS "requestedAt", expires_at AS "expiresAt",
  CASE WHEN ${live} AND expires_at <= now() THEN 'expired' ELSE state END AS state`;

@Injectable()
export class CaseTransferRepository {
  /** Whether one of the case waits; those whose time is over are ended. */
  async hasLive(tx: Transaction, caseId: string): Promise<boolean> {
    await tx.manager.query(
      `UPDATE case_transfer SET state = 'expired', ended_at = now() WHERE case_id = $1 AND ${live} AND expires_at <= now()`,
      [caseId],
    );
    const rows: unknown[] = await tx.manager.query(`SELECT 1 FROM case_transfer WHERE case_id = $1 AND ${live}`, [
      caseId,
    ]);
    return rows.length > 0;
  }

  /** Whether other files are folded into this one. */
  async hasFolded(tx: Transaction, caseId: string): Promise<boolean> {
    const rows: unknown[] = await tx.manager.query('SELECT 1 FROM case_file WHERE merged_into_id = $1', [caseId]);
    return rows.length > 0;
  }

  async insert(
    tx: Transaction,
    { organisationId, accountId }: Actor,
    transfer: Pick<TransferRow, 'id' | 'caseId' | 'toCentreId' | 'consentId' | 'reason'>,
  ): Promise<TransferRow> {
    const { id, caseId, toCentreId, consentId, reason } = transfer;
    const [row]: TransferRow[] = await tx.manager.query(
      `INSERT INTO case_transfer
         (id, case_id, centre_id, to_centre_id, consent_id, reason, state, version, requested_by_id, expires_at)
       VALUES ($1, $2, $3, $4, $5, $6, 'requested', 1, $7, now() + interval '${transferDays} days') RETURNING ${columns}`,
      [id, caseId, organisationId, toCentreId, consentId, reason, accountId],
    );
    if (!row) throw new Error('An inserted row is returned.');
    return row;
  }

  /** In the actor's scope: first what waits, then what has ended, newest first. */
  async list(tx: Transaction, actor: Actor, limit: number): Promise<TransferRow[]> {
    const scope = scopeFor(actor, 'read', 'CaseTransfer', transferColumns, 1);
    return tx.manager.query(
      `SELECT ${columns} FROM case_transfer WHERE ${scope.sql}
        ORDER BY NOT (${live} AND expires_at > now()), requested_at DESC, id LIMIT $1`,
      [limit, ...scope.parameters],
    );
  }

  async find(tx: Transaction, actor: Actor, action: Action, id: string): Promise<TransferRow | null> {
    const scope = scopeFor(actor, action, 'CaseTransfer', transferColumns, 1);
    const [row]: TransferRow[] = await tx.manager.query(
      `SELECT ${columns} FROM case_transfer WHERE id = $1 AND ${scope.sql}`,
      [id, ...scope.parameters],
    );
    return row ?? null;
  }

  /** One that the transaction has found, held until its end; null when it is over meanwhile. */
  async hold(tx: Transaction, id: string): Promise<TransferRow | null> {
    const [row]: TransferRow[] = await tx.manager.query(
      `SELECT ${columns} FROM case_transfer WHERE id = $1 FOR UPDATE`,
      [id],
    );
    return row ?? null;
  }

  /** Brings a transfer that was loaded locked to its next state. */
  async decide(
    tx: Transaction,
    { accountId }: Actor,
    row: TransferRow,
    state: 'approved' | 'returned' | 'cancelled' | 'declined',
  ): Promise<TransferRow> {
    const by = { approved: 'approved_by_id', returned: 'approved_by_id', declined: 'answered_by_id', cancelled: null };
    const set = by[state] === null ? '' : `, ${by[state]} = $3`;
    const ended = state === 'approved' ? '' : ', ended_at = now()';
    await tx.manager.query(`UPDATE case_transfer SET state = $2, version = version + 1${set}${ended} WHERE id = $1`, [
      row.id,
      state,
      ...(by[state] === null ? [] : [accountId]),
    ]);
    return { ...row, state, version: row.version + 1 };
  }

  /** The end of a move: from its commit on the case belongs to the other centre, and so does news of its referrals. */
  async finish(tx: Transaction, row: TransferRow, answeredById: string): Promise<TransferRow> {
    await tx.manager.query(
      `UPDATE case_transfer SET state = 'accepted', version = version + 1, answered_by_id = $2, ended_at = now(),
         referral_ids = ARRAY(SELECT r.id FROM case_referral r WHERE r.case_id = case_transfer.case_id) WHERE id = $1`,
      [row.id, answeredById],
    );
    return { ...row, state: 'accepted', version: row.version + 1 };
  }

  /** Whether the consent that the transfer rests on stands. */
  async consentStands(tx: Transaction, { caseId, consentId }: TransferRow): Promise<boolean> {
    const rows: unknown[] = await tx.manager.query(
      `SELECT 1 FROM consent WHERE id = $1 AND case_id = $2 AND status = 'given'`,
      [consentId, caseId],
    );
    return rows.length > 0;
  }

  /** The case, held until the end of the transaction. */
  async holdCase(tx: Transaction, caseId: string): Promise<boolean> {
    const rows: unknown[] = await tx.manager.query('SELECT 1 FROM case_file WHERE id = $1 FOR UPDATE', [caseId]);
    return rows.length > 0;
  }

  /** Whom she excluded, and who was told of a clock, worked at the centre that she leaves. */
  async dropWhatStays(tx: Transaction, caseId: string): Promise<void> {
    await tx.manager.query('DELETE FROM case_exclusion WHERE case_id = $1', [caseId]);
    await tx.manager.query(
      'DELETE FROM safeguarding_escalation WHERE concern_id IN (SELECT id FROM safeguarding_concern WHERE case_id = $1)',
      [caseId],
    );
  }

  /** The centre to which a referral went with its case, last of all; null while it is where it was made. */
  async findCentreOfReferral(tx: Transaction, referralId: string): Promise<string | null> {
    const [row]: { centreId: string }[] = await tx.manager.query(
      `SELECT to_centre_id AS "centreId" FROM case_transfer WHERE state = 'accepted' AND $1 = ANY (referral_ids)
        ORDER BY ended_at DESC LIMIT 1`,
      [referralId],
    );
    return row?.centreId ?? null;
  }
}
