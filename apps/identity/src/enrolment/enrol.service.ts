import { Injectable } from '@nestjs/common';
import type { CompleteEnrolment, EnrolmentView } from '@an-tam/contracts';
import { needsSecondFactor } from '../factors/index.js';
import { EnrolmentFactors } from './enrolment-factors.js';
import { EnrolmentOpening, type EnrolmentRequest } from './enrolment-opening.js';
import { RenewFactorsService } from './renew-factors.service.js';
import { TakeUpInvitationService } from './take-up-invitation.service.js';

/** The owner of an account sets up the sign-in with a one-time code, of an invitation or of a decided reset. */
@Injectable()
export class EnrolService {
  constructor(
    private readonly opening: EnrolmentOpening,
    private readonly factors: EnrolmentFactors,
    private readonly takeUp: TakeUpInvitationService,
    private readonly renew: RenewFactorsService,
  ) {}

  /**
   * Whom the code is for and a new authenticator to set up.
   * @throws EnrolmentCodeError, FactorResetWaitingError, TooManyAttemptsError
   */
  async begin(request: EnrolmentRequest): Promise<EnrolmentView> {
    const { found, name, displayName, memberships } = await this.opening.open(request);
    return {
      account: name,
      displayName,
      secondFactorRequired: needsSecondFactor(memberships),
      renews: found.resetBy !== null,
      authenticator: this.factors.draft(found.accountId, displayName),
    };
  }

  /** @returns recovery codes; none without an authenticator app. @throws what the two ways and {@link begin} throw */
  async complete(request: EnrolmentRequest & CompleteEnrolment): Promise<string[]> {
    const opened = await this.opening.open(request);
    return opened.found.resetBy === null ? this.takeUp.execute(opened, request) : this.renew.execute(opened, request);
  }
}
