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
}
