import { Injectable } from '@nestjs/common';
import type { Actor } from '@an-tam/contracts';
import { scopeFor, type ColumnWhitelist } from '@an-tam/access-rules/typeorm';
import type { Transaction } from '@an-tam/persistence';
import { ContactEntity } from './contact.entity.js';

export const contactColumns: ColumnWhitelist = { centreId: 'contact.centre_id', openedById: 'contact.opened_by_id' };

@Injectable()
export class ContactRepository {
  async insert(tx: Transaction, contact: Omit<ContactEntity, 'createdAt'>): Promise<void> {
    await tx.manager.insert(ContactEntity, contact);
  }

  /** The newest contacts in the actor's scope. */
  async listRecent(tx: Transaction, actor: Actor, limit: number): Promise<ContactEntity[]> {
    return tx.manager
      .createQueryBuilder(ContactEntity, 'contact')
      .where(...scopeFor(actor, 'read', 'Contact', contactColumns).named)
      .orderBy('contact.created_at', 'DESC')
      .limit(limit)
      .getMany();
  }

  /** Centres with a contact longer ago than `kept` (ISO 8601), over all centres. */
  async centresDue(tx: Transaction, today: string, kept: string): Promise<string[]> {
    const rows: { centreId: string }[] = await tx.manager.query(
      `SELECT DISTINCT centre_id AS "centreId" FROM contact WHERE occurred_on + $2::interval < $1::date`,
      [today, kept],
    );
    return rows.map(({ centreId }) => centreId);
  }

  /** Removes those of one centre. @returns how many */
  async removeDue(tx: Transaction, centreId: string, today: string, kept: string): Promise<number> {
    // TypeORM answers a DELETE with [rows, count].
    const [, count]: [unknown, number] = await tx.manager.query(
      'DELETE FROM contact WHERE centre_id = $3 AND occurred_on + $2::interval < $1::date',
      [today, kept, centreId],
    );
    return count;
  }
}
