import { Injectable } from '@nestjs/common';
import type { Action } from '@an-tam/access-rules';
import { scopeFor, type ColumnWhitelist } from '@an-tam/access-rules/typeorm';
import type { Actor, LeaveCover } from '@an-tam/contracts';
import type { Transaction } from '@an-tam/persistence';

export const leaveCoverColumns: ColumnWhitelist = { centreId: 'centre_id' };

/** The first moment of a day in Vietnam. */
const startOf = (day: string) => `(${day})::timestamp AT TIME ZONE 'Asia/Ho_Chi_Minh'`;
const dayOf = (instant: string) => `((${instant}) AT TIME ZONE 'Asia/Ho_Chi_Minh')::date::text`;

const columns = `id, absent_id AS "absentId", cover_id AS "coverId", ${dayOf('from_at')} AS "fromOn",
  ${dayOf(`until_at - interval '1 second'`)} AS "untilOn"`;
/** Not ended, and its last day is not over. Parameter: today. */
const standing = (today: string) => `ended_at IS NULL AND until_at > ${startOf(`${today}::date`)}`;

@Injectable()
export class LeaveCoverRepository {
  /** From the first moment of the first day to the last moment of the last one. */
  async insert(tx: Transaction, actor: Actor, cover: LeaveCover): Promise<LeaveCover> {
    const rows: LeaveCover[] = await tx.manager.query(
      `INSERT INTO leave_cover (id, centre_id, absent_id, cover_id, made_by_id, from_at, until_at)
       VALUES ($1, $2, $3, $4, $5, ${startOf('$6::date')}, ${startOf('$7::date + 1')}) RETURNING ${columns}`,
      [cover.id, actor.organisationId, cover.absentId, cover.coverId, actor.accountId, cover.fromOn, cover.untilOn],
    );
    const [row] = rows;
    if (!row) throw new Error('An inserted row is returned.');
    return row;
  }

  /** Those in force or to come in the actor's scope, the one that ends next first. */
  async list(tx: Transaction, actor: Actor, today: string): Promise<LeaveCover[]> {
    const scope = scopeFor(actor, 'read', 'LeaveCover', leaveCoverColumns, 1);
    return tx.manager.query(
      `SELECT ${columns} FROM leave_cover WHERE ${standing('$1')} AND ${scope.sql} ORDER BY until_at, id`,
      [today, ...scope.parameters],
    );
  }

  /** Ends one that is in force or to come. @returns whether there was one in the actor's scope */
  async end(tx: Transaction, actor: Actor, action: Action, id: string, today: string): Promise<boolean> {
    const scope = scopeFor(actor, action, 'LeaveCover', leaveCoverColumns, 2);
    // TypeORM answers an UPDATE with [rows, count].
    const [, count]: [unknown, number] = await tx.manager.query(
      `UPDATE leave_cover SET ended_at = now() WHERE id = $1 AND ${standing('$2')} AND ${scope.sql}`,
      [id, today, ...scope.parameters],
    );
    return count > 0;
  }
}
