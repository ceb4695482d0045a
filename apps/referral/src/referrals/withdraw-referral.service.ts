import { Injectable } from '@nestjs/common';
import type { ReferralWithdrawn } from '@an-tam/contracts';
import { UnitOfWork, type Transaction } from '@an-tam/persistence';
import { ReferralRepository } from './referral.repository.js';
import { isLive } from './referral.rules.js';
import { TakeStepsService } from './take-steps.service.js';

/** Ends a partner's access at once, whatever the live state. */
@Injectable()
export class WithdrawReferralService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly referrals: ReferralRepository,
    private readonly steps: TakeStepsService,
  ) {}

  /** Whose inbox it concerns, so that the change is audited there. It never changes. */
  async findOrganisationId(source: string, requestId: string, referralId: string): Promise<string | undefined> {
    const context = { actor: { system: source }, requestId };
    return (await this.unitOfWork.run(context, (tx) => this.referrals.findOrganisationId(tx, referralId))) ?? undefined;
  }

  /** Within the transaction that marks the message received. Nothing left to end is no failure. */
  async withdraw(tx: Transaction, { referralId, statusReason }: ReferralWithdrawn): Promise<void> {
    const referral = await this.referrals.findForChange(tx, referralId);
    if (!referral || !isLive(referral.state)) return;
    await this.steps.take(tx, referral, ['cancel'], 'centre', { statusReason });
  }
}
