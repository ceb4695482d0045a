import { Injectable } from '@nestjs/common';
import type { CaseReferralView } from '@an-tam/contracts';
import type { CaseKey } from '@an-tam/field-encryption';
import type { Transaction } from '@an-tam/persistence';
import { In } from 'typeorm';
import { CaseReferralEntity } from './case-referral.entity.js';
import { CaseReferralMapper } from './case-referral.mapper.js';
import { liveStates } from './referral.rules.js';

@Injectable()
export class CaseReferralRepository {
  constructor(private readonly mapper: CaseReferralMapper) {}

  async insert(tx: Transaction, referral: CaseReferralEntity): Promise<void> {
    await tx.manager.insert(CaseReferralEntity, referral);
  }

  /** Oldest first. */
  async listOfCase(tx: Transaction, keys: readonly CaseKey[], caseId: string): Promise<CaseReferralView[]> {
    const rows = await tx.manager.find(CaseReferralEntity, { where: { caseId }, order: { createdAt: 'ASC' } });
    return rows.map((row) => this.mapper.open(keys, row));
  }

  /** Live referrals that rest on a consent, held until the end of the transaction. */
  async listLiveOfConsent(tx: Transaction, consentId: string): Promise<CaseReferralEntity[]> {
    return tx.manager.find(CaseReferralEntity, {
      where: { consentId, state: In([...liveStates]) },
      lock: { mode: 'pessimistic_write' },
    });
  }

  /** Live referrals of a case, held until the end of the transaction. */
  async listLiveOfCase(tx: Transaction, caseId: string): Promise<CaseReferralEntity[]> {
    return tx.manager.find(CaseReferralEntity, {
      where: { caseId, state: In([...liveStates]) },
      lock: { mode: 'pessimistic_write' },
    });
  }

  async findLocked(tx: Transaction, id: string): Promise<CaseReferralEntity | null> {
    return tx.manager.findOne(CaseReferralEntity, { where: { id }, lock: { mode: 'pessimistic_write' } });
  }

  /** Replaces a row that was loaded locked in this transaction. */
  async update(tx: Transaction, referral: CaseReferralEntity): Promise<void> {
    await tx.manager.update(CaseReferralEntity, { id: referral.id, version: referral.version - 1 }, referral);
  }
}
