import { Injectable } from '@nestjs/common';
import { OutOfScopeError, throwUnlessCan } from '@an-tam/access-rules';
import { scopeFor } from '@an-tam/access-rules/typeorm';
import { AuditLog } from '@an-tam/audit';
import type { DecideReferral, InboxItem, UserContext } from '@an-tam/contracts';
import { BusinessCalendar } from '@an-tam/http';
import { UnitOfWork, type Transaction } from '@an-tam/persistence';
import { ReferralRepository, StaleVersionError, TakeStepsService, WrongStateError } from '../referrals/index.js';
import { FindInboxQuery, inboxColumns } from './find-inbox.query.js';
import { deliveredLaterError } from './inbox.errors.js';
import { isShown, stepsOfDecision } from './inbox.rules.js';

/** The partner's answer to one referral. */
@Injectable()
export class DecideReferralService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly referrals: ReferralRepository,
    private readonly inbox: FindInboxQuery,
    private readonly steps: TakeStepsService,
    private readonly calendar: BusinessCalendar,
    private readonly audit: AuditLog,
  ) {}

  /**
   * @returns the line of the list as it is now.
   * @throws OutOfScopeError, StaleVersionError, WrongStateError, InvalidInputError for a delivery after today.
   */
  async decide(caller: UserContext, id: string, decision: DecideReferral): Promise<InboxItem> {
    if (decision.step === 'complete' && decision.deliveredOn > this.calendar.today()) throw deliveredLaterError();
    const decided = await this.unitOfWork
      .run(caller, (tx) => this.decideWithin(tx, caller, id, decision))
      .catch(async (error: unknown) => {
        if (error instanceof WrongStateError) await this.recordDenial(caller, id, 'wrong_state');
        throw error;
      });
    if (decided) return decided;
    await this.recordDenial(caller, id, 'not_visible');
    throw new OutOfScopeError();
  }

  private async decideWithin(
    tx: Transaction,
    { actor }: UserContext,
    id: string,
    decision: DecideReferral,
  ): Promise<InboxItem | undefined> {
    const referral = await this.referrals.findForChange(
      tx,
      id,
      scopeFor(actor, 'decide', 'InboxReferral', inboxColumns, 1),
    );
    const item = await this.inbox.findItem(tx, actor, id);
    if (!referral || !item || !isShown(referral, new Date())) return undefined;
    throwUnlessCan(actor, 'decide', 'InboxReferral', { ...referral });
    if (referral.version !== decision.version) throw new StaleVersionError({ currentVersion: referral.version });
    const steps = stepsOfDecision(referral.state, decision.step);
    const { state, version } = await this.steps.take(tx, referral, steps, 'partner', {
      statusReason: decision.step === 'reject' ? decision.statusReason : null,
      deliveredOn: decision.step === 'complete' ? decision.deliveredOn : null,
    });
    return { ...item, state, version };
  }

  private async recordDenial(caller: UserContext, recordId: string, reason: string): Promise<void> {
    await this.audit.record(caller, { action: 'decide', resource: 'InboxReferral', recordId, reason });
  }
}
