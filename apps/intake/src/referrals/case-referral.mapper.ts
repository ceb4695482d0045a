import { Injectable } from '@nestjs/common';
import type { CaseReferralView } from '@an-tam/contracts';
import type { CaseKey } from '@an-tam/field-encryption';
import { EntitySealer, type Content, type Head } from '@an-tam/field-encryption/typeorm';
import { CaseReferralEntity } from './case-referral.entity.js';

@Injectable()
export class CaseReferralMapper {
  constructor(private readonly sealer: EntitySealer) {}

  seal(key: CaseKey, head: Head<CaseReferralEntity>, content: Content<CaseReferralEntity>): CaseReferralEntity {
    return this.sealer.seal(CaseReferralEntity, key, head, content);
  }

  open(keys: readonly CaseKey[], row: CaseReferralEntity): CaseReferralView {
    const { id, organisationId, serviceId, urgency, state, statusReason } = row;
    return {
      ...{ id, organisationId, serviceId, urgency, state, statusReason },
      ...this.sealer.open(CaseReferralEntity, keys, row),
    };
  }
}
