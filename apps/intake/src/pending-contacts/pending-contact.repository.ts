import { Injectable } from '@nestjs/common';
import { scopeFor, type ColumnWhitelist } from '@an-tam/access-rules/typeorm';
import type { Actor } from '@an-tam/contracts';
import type { Transaction } from '@an-tam/persistence';

export const pendingContactColumns: ColumnWhitelist = {
  centreId: 'pending_contact.centre_id',
  openedById: 'pending_contact.noted_by_id',
};

/** As stored: how to reach her is sealed. */
export interface PendingContactRow {
  readonly id: string;
  readonly centreId: string;
  readonly notedById: string;
  readonly keepUntil: string;
  readonly content: Buffer;
}

const columns = `id, centre_id AS "centreId", noted_by_id AS "notedById", keep_until AS "keepUntil", content`;

@Injectable()
export class PendingContactRepository {
  async insert(tx: Transaction, { id, centreId, notedById, keepUntil, content }: PendingContactRow): Promise<void> {
    await tx.manager.query(
      'INSERT INTO pending_contact (id, centre_id, noted_by_id, keep_until, content) VALUES ($1, $2, $3, $4, $5)',
      [id, centreId, notedById, keepUntil, content],
    );
  }

  /** Those in the actor's scope that are not over, the shortest time left first. */
  async list(tx: Transaction, actor: Actor, today: string, most: number): Promise<PendingContactRow[]> {
    const scope = scopeFor(actor, 'read', 'PendingContact', pendingContactColumns, 2);
    return tx.manager.query(
      `SELECT ${columns} FROM pending_contact WHERE keep_until >= $1 AND ${scope.sql}
        ORDER BY keep_until, created_at, id LIMIT $2`,
      [today, most, ...scope.parameters],
    );
  }

  /** @returns whether there was one that the actor may decide on */
  async remove(tx: Transaction, actor: Actor, id: string): Promise<boolean> {
    const scope = scopeFor(actor, 'decide', 'PendingContact', pendingContactColumns, 1);
    const [, count]: [unknown, number] = await tx.manager.query(
      `DELETE FROM pending_contact WHERE id = $1 AND ${scope.sql}`,
      [id, ...scope.parameters],
    );
    return count > 0;
  }

  /** Centres with one whose time is over, over all centres. */
  async listCentresDue(tx: Transaction, today: string): Promise<string[]> {
    const rows: { centreId: string }[] = await tx.manager.query(
      'SELECT DISTINCT centre_id AS "centreId" FROM pending_contact WHERE keep_until < $1',
      [today],
    );
    return rows.map(({ centreId }) => centreId);
  }

  /** Removes those of one centre whose time is over. @returns their ids */
  async removeDue(tx: Transaction, centreId: string, today: string): Promise<string[]> {
    // TypeORM answers a DELETE with [rows, count].
    const [rows]: [{ id: string }[], number] = await tx.manager.query(
      'DELETE FROM pending_contact WHERE centre_id = $1 AND keep_until < $2 RETURNING id',
      [centreId, today],
    );
    return rows.map(({ id }) => id);
  }
}
