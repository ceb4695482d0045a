import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Action } from '@an-tam/access-rules';
import { scopeFor, type ColumnWhitelist } from '@an-tam/access-rules/typeorm';
import type { AccessFinding, Actor, AnswerFinding } from '@an-tam/contracts';
import type { Transaction } from '@an-tam/persistence';
import type { UnusualAccess } from './access-finding.rules.js';

export const accessFindingColumns: ColumnWhitelist = { centreId: 'centre_id', accountId: 'account_id' };

/** A finding as it is stored: the note is sealed. */
export interface FindingRow extends Omit<AccessFinding, 'foundAt' | 'answeredAt' | 'note'> {
  readonly centreId: string;
  readonly foundAt: Date;
  readonly answeredAt: Date | null;
  readonly note: Buffer | null;
}

const columns = `id, centre_id AS "centreId", account_id AS "accountId", to_char(day, 'YYYY-MM-DD') AS day, rule, observed, usual, state,
  found_at AS "foundAt", note, answered_by_id AS "answeredById", answered_at AS "answeredAt"`;

@Injectable()
export class AccessFindingRepository {
  /**
   * Keeps what was found; of what is known already, an unanswered count grows with the day.
   * @returns id of a finding that is new, undefined for one that is known
   */
  async keep(
    tx: Transaction,
    centreId: string,
    found: UnusualAccess,
    retentionDays: number,
  ): Promise<string | undefined> {
    const { accountId, day, rule, observed, usual } = found;
    const rows: { id: string; isNew: boolean }[] = await tx.manager.query(
      `INSERT INTO access_finding (id, centre_id, account_id, day, rule, observed, usual, expires_on)
       VALUES ($1, $2, $3, $4::date, $5, $6, $7, $4::date + $8::int)
       ON CONFLICT (centre_id, account_id, day, rule) DO UPDATE SET observed = excluded.observed, usual = excluded.usual
        WHERE access_finding.state = 'open' AND access_finding.observed < excluded.observed
       RETURNING id, xmax = 0 AS "isNew"`,
      [randomUUID(), centreId, accountId, day, rule, observed, usual, retentionDays],
    );
    return rows.find(({ isNew }) => isNew)?.id;
  }

  /** Deletes what is kept long enough. @returns how many there were */
  async removeExpired(tx: Transaction): Promise<number> {
    // TypeORM answers a DELETE with [rows, count].
    const [, count]: [unknown, number] = await tx.manager.query(
      `DELETE FROM access_finding WHERE expires_on <= (now() AT TIME ZONE 'Asia/Ho_Chi_Minh')::date`,
    );
    return count;
  }

  /** In the actor's scope: what waits for an answer first, then the newest. */
  async list(tx: Transaction, actor: Actor, limit: number, offset: number): Promise<FindingRow[]> {
    const scope = scopeFor(actor, 'read', 'AccessFinding', accessFindingColumns, 2);
    return tx.manager.query(
      `SELECT ${columns} FROM access_finding WHERE ${scope.sql}
        ORDER BY array_position(ARRAY['open', 'follow_up'], state), access_finding.day DESC, id LIMIT $1 OFFSET $2`,
      [limit, offset, ...scope.parameters],
    );
  }

  /** One in the actor's scope for the action; held until the end of the transaction where it is to be answered. */
  async find(tx: Transaction, actor: Actor, action: Action, id: string): Promise<FindingRow | null> {
    const scope = scopeFor(actor, action, 'AccessFinding', accessFindingColumns, 1);
    const rows: FindingRow[] = await tx.manager.query(
      `SELECT ${columns} FROM access_finding WHERE id = $1 AND ${scope.sql}${action === 'review' ? ' FOR UPDATE' : ''}`,
      [id, ...scope.parameters],
    );
    return rows[0] ?? null;
  }

  async answer(
    tx: Transaction,
    actor: Actor,
    id: string,
    answer: { readonly state: AnswerFinding['answer']; readonly note: Buffer },
  ): Promise<FindingRow> {
    // TypeORM answers an UPDATE with [rows, count].
    const [rows]: [FindingRow[], number] = await tx.manager.query(
      `UPDATE access_finding SET state = $2, note = $3, answered_by_id = $4, answered_at = now()
        WHERE id = $1 RETURNING ${columns}`,
      [id, answer.state, answer.note, actor.accountId],
    );
    const [row] = rows;
    if (!row) throw new Error('A row held in this transaction is changed.');
    return row;
  }
}
