import { Injectable } from '@nestjs/common';
import { referralChangedTopic, type ReferralChanged } from '@an-tam/contracts';
import { AuditLog } from '@an-tam/audit';
import { Outbox } from '@an-tam/outbox';
import type { Transaction } from '@an-tam/persistence';
import { ReferralRepository, type ReferralRouting } from './referral.repository.js';
import { isLive, transitionFor, type ReferralParty, type ReferralStep } from './referral.rules.js';

/** What goes with a step to the centre; kept there, not here. */
export type StepFacts = Partial<Pick<ReferralChanged, 'statusReason' | 'deliveredOn'>>;

/** Moves a locked referral along the state machine: every step recorded, audited and told to the centre. */
@Injectable()
export class TakeStepsService {
  constructor(
    private readonly referrals: ReferralRepository,
    private readonly audit: AuditLog,
    private readonly outbox: Outbox,
  ) {}

  /**
   * Takes the steps in order within the caller's transaction. The facts go with the last one.
   * @throws WrongStateError when a step cannot be taken; nothing is kept then.
   */
  async take(
    tx: Transaction,
    referral: ReferralRouting,
    steps: readonly ReferralStep[],
    who: ReferralParty,
    facts: StepFacts = {},
  ): Promise<ReferralRouting> {
    let current = referral;
    for (const [position, step] of steps.entries()) {
      const rule = transitionFor(current.state, step, who);
      const given = position === steps.length - 1 ? facts : {};
      for (const need of rule.needs) {
        if (need !== 'packet' && !given[need]) throw new Error(`The step "${step}" needs ${need}.`);
      }
      current = await this.referrals.move(tx, current, rule, !isLive(rule.to));
      await this.audit.append(tx, {
        action: step,
        resource: 'InboxReferral',
        recordId: current.id,
        rowVersion: current.version,
      });
      // A withdrawal is the centre's own news: it is not told back.
      if (who !== 'centre') await this.tellCentre(tx, current, given);
    }
    return current;
  }

  private async tellCentre(tx: Transaction, referral: ReferralRouting, facts: StepFacts): Promise<void> {
    const payload: ReferralChanged = {
      referralId: referral.id,
      centreId: referral.centreId,
      state: referral.state,
      statusReason: facts.statusReason ?? null,
      deliveredOn: facts.deliveredOn ?? null,
    };
    await this.outbox.append(tx, {
      destination: 'intake',
      topic: referralChangedTopic,
      sequenceKey: referral.id,
      payload,
    });
  }
}
