import { Injectable } from '@nestjs/common';
import type { CaseView } from '@an-tam/contracts';
import type { CaseKey } from '@an-tam/field-encryption';
import type { Transaction } from '@an-tam/persistence';
import { FindConsentsQuery } from '../consents/index.js';
import { FollowUpRepository, PlannedFollowUpRepository } from '../follow-ups/index.js';
import { CaseReferralRepository } from '../referrals/index.js';
import { ScreeningRepository } from '../screenings/index.js';

/** Puts together what hangs on a case, in a transaction that has loaded it. */
@Injectable()
export class CaseParts {
  constructor(
    private readonly consents: FindConsentsQuery,
    private readonly screenings: ScreeningRepository,
    private readonly referrals: CaseReferralRepository,
    private readonly followUps: FollowUpRepository,
    private readonly planned: PlannedFollowUpRepository,
  ) {}

  async of(
    tx: Transaction,
    keys: readonly CaseKey[],
    caseId: string,
  ): Promise<Pick<CaseView, 'consents' | 'screenings' | 'needs' | 'referrals' | 'followUps' | 'nextFollowUp'>> {
    const screenings = await this.screenings.listOfCase(tx, keys, caseId);
    return {
      consents: await this.consents.listOfCase(tx, keys, caseId),
      screenings,
      needs: screenings.at(-1)?.needs ?? [],
      referrals: await this.referrals.listOfCase(tx, keys, caseId),
      followUps: await this.followUps.listOfCase(tx, keys, caseId),
      nextFollowUp: await this.planned.findOfCase(tx, keys, caseId),
    };
  }
}
