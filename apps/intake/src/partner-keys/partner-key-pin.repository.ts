import { Injectable } from '@nestjs/common';
import type { Actor } from '@an-tam/contracts';
import { scopeFor, type ColumnWhitelist } from '@an-tam/access-rules/typeorm';
import type { Transaction } from '@an-tam/persistence';
import { PartnerKeyPinEntity } from './partner-key-pin.entity.js';

export const pinColumns: ColumnWhitelist = { centreId: 'pin.centre_id' };

@Injectable()
export class PartnerKeyPinRepository {
  /** A newly confirmed key takes the place of the one before; the audit log keeps the history. */
  async upsert(tx: Transaction, pin: PartnerKeyPinEntity): Promise<void> {
    await tx.manager.upsert(PartnerKeyPinEntity, pin, ['centreId', 'organisationId']);
  }

  async list(tx: Transaction, actor: Actor): Promise<PartnerKeyPinEntity[]> {
    return tx.manager
      .createQueryBuilder(PartnerKeyPinEntity, 'pin')
      .where(...scopeFor(actor, 'read', 'PartnerKeyPin', pinColumns).named)
      .orderBy('pin.pinned_at', 'DESC')
      .getMany();
  }

  async find(tx: Transaction, centreId: string, organisationId: string): Promise<PartnerKeyPinEntity | null> {
    return tx.manager.findOneBy(PartnerKeyPinEntity, { centreId, organisationId });
  }
}
