import { Injectable } from '@nestjs/common';
import { AuditLog } from '@an-tam/audit';
import type { ReferralChanged } from '@an-tam/contracts';
import type { Transaction } from '@an-tam/persistence';
import { CaseKeys } from '../case-keys/index.js';
import { CaseReferralRepository } from './case-referral.repository.js';
import { ReferralWriter } from './referral-writer.js';
import { advances } from './referral.rules.js';

/** Takes over what the partner did with a referral. */
@Injectable()
export class ApplyReferralNewsService {
  constructor(
    private readonly referrals: CaseReferralRepository,
    private readonly writer: ReferralWriter,
    private readonly keys: CaseKeys,
    private readonly audit: AuditLog,
  ) {}

  /**
   * In the transaction that receives the message. News of a referral that has ended, or is unknown here, changes nothing.
   * @returns whether the referral is known here
   */
  async apply(tx: Transaction, news: ReferralChanged): Promise<boolean> {
    const row = await this.referrals.findLocked(tx, news.referralId);
    if (!row) return false;
    if (!advances(row.state, news.state)) return true;
    await this.audit.append(tx, { action: 'key-use', resource: 'Referral', recordId: row.id, caseId: row.caseId });
    await this.writer.change(tx, await this.keys.of(row.centreId, row.caseId), row, news);
    return true;
  }
}
