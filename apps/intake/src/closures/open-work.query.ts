import { Injectable } from '@nestjs/common';
import type { CaseClosure } from '@an-tam/contracts';
import type { CaseKey } from '@an-tam/field-encryption';
import type { Transaction } from '@an-tam/persistence';
import { CarePlanRepository, openSteps } from '../care-plans/index.js';
import { CaseReferralRepository, liveStates } from '../referrals/index.js';
import { SafeguardingConcernRepository } from '../safeguarding/index.js';

/** What of a case is still open, in a transaction that has loaded it. */
@Injectable()
export class OpenWorkQuery {
  constructor(
    private readonly plans: CarePlanRepository,
    private readonly referrals: CaseReferralRepository,
    private readonly concerns: SafeguardingConcernRepository,
  ) {}

  async of(tx: Transaction, keys: readonly CaseKey[], caseId: string): Promise<CaseClosure['open']> {
    const plan = await this.plans.find(tx, keys, caseId);
    const referrals = await this.referrals.listOfCase(tx, keys, caseId);
    return {
      referrals: referrals.filter(({ state }) => liveStates.includes(state)).length,
      concerns: await this.concerns.countOpen(tx, caseId),
      actions: plan ? openSteps(plan.content.goals) : 0,
    };
  }
}
