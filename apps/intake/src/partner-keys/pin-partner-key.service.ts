import { Injectable } from '@nestjs/common';
import { throwUnlessCan } from '@an-tam/access-rules';
import { AuditLog } from '@an-tam/audit';
import type { PinPartnerKey, UserContext } from '@an-tam/contracts';
import { fingerprint, FormatError, partnerKeyId } from '@an-tam/field-encryption';
import { UnitOfWork } from '@an-tam/persistence';
import type { PartnerKeyPinEntity } from './partner-key-pin.entity.js';
import { PartnerKeyPinRepository } from './partner-key-pin.repository.js';
import { FingerprintMismatchError } from './partner-key.errors.js';

/** Signs only, so that spaces and dashes of a fingerprint read over the phone do not matter. */
const signsOf = (text: string) => text.toUpperCase().replace(/[^0-9A-Z]/g, '');

/** A supervisor confirms a partner's key by the fingerprint that the partner read out. */
@Injectable()
export class PinPartnerKeyService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly pins: PartnerKeyPinRepository,
    private readonly audit: AuditLog,
  ) {}

  /** @throws FingerprintMismatchError */
  async pin(context: UserContext, input: PinPartnerKey): Promise<PartnerKeyPinEntity> {
    const { actor } = context;
    const publicKey = Buffer.from(input.publicKey, 'base64url');
    const computed = this.fingerprintOf(publicKey, input.keyId);
    if (signsOf(computed) !== signsOf(input.fingerprint)) throw new FingerprintMismatchError();
    const pin: PartnerKeyPinEntity = {
      centreId: actor.organisationId,
      organisationId: input.organisationId,
      keyId: input.keyId,
      publicKey,
      fingerprint: computed,
      pinnedById: actor.accountId,
      pinnedAt: new Date(),
    };
    return this.unitOfWork.run(context, async (tx) => {
      throwUnlessCan(actor, 'create', 'PartnerKeyPin', { ...pin });
      await this.pins.upsert(tx, pin);
      await this.audit.append(tx, { action: 'create', resource: 'PartnerKeyPin', recordId: pin.keyId });
      return pin;
    });
  }

  private fingerprintOf(publicKey: Buffer, keyId: string): string {
    try {
      if (partnerKeyId(publicKey) !== keyId) throw new FingerprintMismatchError();
      return fingerprint(publicKey);
    } catch (error) {
      throw error instanceof FormatError ? new FingerprintMismatchError() : error;
    }
  }
}
