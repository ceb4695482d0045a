import { Injectable } from '@nestjs/common';
import { AuditLog } from '@an-tam/audit';
import type { CompleteEnrolment } from '@an-tam/contracts';
import { UnitOfWork } from '@an-tam/persistence';
import { needsSecondFactor } from '../factors/index.js';
import { EndSignInsService } from '../openid/index.js';
import { PresentPassword, WrongPasswordError } from '../passwords/index.js';
import { AuthenticatorNeededError } from './enrolment.errors.js';
import { EnrolmentFactors } from './enrolment-factors.js';
import { EnrolmentOpening, type OpenEnrolment } from './enrolment-opening.js';

/**
 * The end of a reset that two people decided: the account's owner proves the password, which stays, and sets up a new
 * second factor. The code alone opens nothing, so two people who agree on evil need the password as well.
 */
@Injectable()
export class RenewFactorsService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly opening: EnrolmentOpening,
    private readonly factors: EnrolmentFactors,
    private readonly presentPassword: PresentPassword,
    private readonly endSignIns: EndSignInsService,
    private readonly auditLog: AuditLog,
  ) {}

  /**
   * All or nothing. Every factor, session and sign-in of before ends.
   * @returns recovery codes; none without an authenticator app.
   * @throws WrongPasswordError, AuthenticatorNeededError, WrongCodeError, SetUpNotOpenError, EnrolmentCodeError
   */
  async execute(opened: OpenEnrolment, body: CompleteEnrolment): Promise<string[]> {
    const { accountId, resetBy } = opened.found;
    const { requestId } = opened;
    const context = { actor: { system: 'accounts', organisationId: resetBy ?? undefined }, requestId };
    const fact = { action: 'renew', resource: 'Factor', recordId: accountId };
    if ((await this.presentPassword.prove(accountId, body.password, requestId)) === null) {
      await this.auditLog.record(context, { ...fact, reason: 'wrong_password' });
      throw new WrongPasswordError();
    }
    if (!body.authenticator && needsSecondFactor(opened.memberships)) throw new AuthenticatorNeededError();
    const app = body.authenticator && this.factors.confirmed(accountId, body.authenticator);
    const codes = await this.unitOfWork.run(context, async (tx) => {
      await this.opening.take(tx, opened);
      await this.factors.endAll(tx, accountId);
      const fresh = app ? await this.factors.setApp(tx, accountId, app) : [];
      await this.auditLog.append(tx, fact);
      return fresh;
    });
    await this.endSignIns.execute(accountId, requestId);
    return codes;
  }
}
