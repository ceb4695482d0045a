import { Injectable } from '@nestjs/common';
import { AuditLog } from '@an-tam/audit';
import type { UserContext } from '@an-tam/contracts';
import { UnitOfWork, type Transaction } from '@an-tam/persistence';
import type { PartnerKeyPinEntity } from './partner-key-pin.entity.js';
import { PartnerKeyPinRepository } from './partner-key-pin.repository.js';
import { PartnerKeyNotPinnedError } from './partner-key.errors.js';

@Injectable()
export class FindPartnerKeyPinsQuery {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly pins: PartnerKeyPinRepository,
    private readonly audit: AuditLog,
  ) {}

  async list(context: UserContext): Promise<PartnerKeyPinEntity[]> {
    return this.unitOfWork.run(context, async (tx) => {
      await this.audit.append(tx, { action: 'list', resource: 'PartnerKeyPin' });
      return this.pins.list(tx, context.actor);
    });
  }

  /** @throws PartnerKeyNotPinnedError */
  async get(tx: Transaction, centreId: string, organisationId: string): Promise<PartnerKeyPinEntity> {
    const pin = await this.pins.find(tx, centreId, organisationId);
    if (!pin) throw new PartnerKeyNotPinnedError();
    return pin;
  }
}
