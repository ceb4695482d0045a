import { Inject, Injectable } from '@nestjs/common';
import type { CaseCategory, CaseView, FollowUpView } from '@an-tam/contracts';
import type { CaseKey } from '@an-tam/field-encryption';
import { together, type Transaction } from '@an-tam/persistence';
import { FindConsentsQuery } from '../consents/index.js';
import { FollowUpRepository, PlannedFollowUpRepository } from '../follow-ups/index.js';
import { INTAKE_CONFIG, type IntakeConfig } from '../reference-data/index.js';
import { CaseReferralRepository } from '../referrals/index.js';
import { ScreeningRepository } from '../screenings/index.js';
import { coversTable } from '../sealing/index.js';

/** Puts together what hangs on a case, in a transaction that has loaded it: only what the caller's rules let be known. */
@Injectable()
export class CaseParts {
  constructor(
    private readonly consents: FindConsentsQuery,
    private readonly screenings: ScreeningRepository,
    private readonly referrals: CaseReferralRepository,
    private readonly followUps: FollowUpRepository,
    private readonly planned: PlannedFollowUpRepository,
    @Inject(INTAKE_CONFIG) private readonly config: IntakeConfig,
  ) {}

  async of(
    tx: Transaction,
    keys: readonly CaseKey[],
    caseId: string,
    known: ReadonlySet<CaseCategory>,
  ): Promise<Pick<CaseView, 'consents' | 'screenings' | 'needs' | 'referrals' | 'followUps' | 'nextFollowUp'>> {
    const part = <T>(table: string, load: () => Promise<T[]>) =>
      coversTable(known, table) ? load() : Promise.resolve([]);
    // Asked for together: none waits for the answer to another.
    const [screenings, followUps, consents, referrals, nextFollowUp] = await together([
      part('screening', () => this.screenings.listOfCase(tx, keys, caseId)),
      part('follow_up', () => this.followUps.listOfCase(tx, keys, caseId)),
      part('consent', () => this.consents.listOfCase(tx, keys, caseId)),
      part('case_referral', () => this.referrals.listOfCase(tx, keys, caseId)),
      coversTable(known, 'planned_follow_up') ? this.planned.findOfCase(tx, keys, caseId) : null,
    ]);
    return {
      consents,
      screenings,
      needs: screenings.at(-1)?.needs ?? [],
      referrals,
      followUps: followUps.map((one) => this.shown(one, known)),
      nextFollowUp,
    };
  }

  /** A meeting without the services of a compartment that is closed to the caller. */
  private shown(followUp: FollowUpView, known: ReadonlySet<CaseCategory>): FollowUpView {
    const servicesDelivered = followUp.servicesDelivered.filter((code) => {
      const category = this.config.services.get(code)?.category;
      return category === undefined || known.has(category);
    });
    return { ...followUp, servicesDelivered };
  }
}
