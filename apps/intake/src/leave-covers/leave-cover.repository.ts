import { Injectable } from '@nestjs/common';
import type { Action } from '@an-tam/access-rules';
import { scopeFor, type ColumnWhitelist } from '@an-tam/access-rules/typeorm';
import type { Actor, LeaveCover } from '@an-tam/contracts';
import type { Transaction } from '@an-tam/persistence';

export const leaveCoverColumns: ColumnWhitelist = { centreId: 'centre_id' };

interface CoverRow extends Omit<LeaveCover, 'untilAt'> {
  readonly untilAt: Date;
}

const columns = 'id, absent_id AS "absentId", cover_id AS "coverId", until_at AS "untilAt"';
const inForce = 'ended_at IS NULL AND until_at > now()';
const toView = (row: CoverRow): LeaveCover => ({ ...row, untilAt: row.untilAt.toISOString() });

@Injectable()
export class LeaveCoverRepository {
  /** Begins now. */
  async insert(tx: Transaction, actor: Actor, cover: Omit<LeaveCover, 'untilAt'>, days: number): Promise<LeaveCover> {
    const rows: CoverRow[] = await tx.manager.query(
      `INSERT INTO leave_cover (id, centre_id, absent_id, cover_id, made_by_id, until_at)
       VALUES ($1, $2, $3, $4, $5, now() + make_interval(days => $6)) RETURNING ${columns}`,
      [cover.id, actor.organisationId, cover.absentId, cover.coverId, actor.accountId, days],
    );
    const [row] = rows;
    if (!row) throw new Error('An inserted row is returned.');
    return toView(row);
  }

  /** Those in force in the actor's scope, the one that ends next first. */
  async list(tx: Transaction, actor: Actor): Promise<LeaveCover[]> {
    const scope = scopeFor(actor, 'read', 'LeaveCover', leaveCoverColumns);
    const rows: CoverRow[] = await tx.manager.query(
      `SELECT ${columns} FROM leave_cover WHERE ${inForce} AND ${scope.sql} ORDER BY until_at, id`,
      scope.parameters,
    );
    return rows.map(toView);
  }

  /** Ends one that is in force. @returns whether there was one in the actor's scope */
  async end(tx: Transaction, actor: Actor, action: Action, id: string): Promise<boolean> {
    const scope = scopeFor(actor, action, 'LeaveCover', leaveCoverColumns, 1);
    // TypeORM answers an UPDATE with [rows, count].
    const [, count]: [unknown, number] = await tx.manager.query(
      `UPDATE leave_cover SET ended_at = now() WHERE id = $1 AND ${inForce} AND ${scope.sql}`,
      [id, ...scope.parameters],
    );
    return count > 0;
  }
}
