import { Injectable } from '@nestjs/common';
import { AuditLog } from '@an-tam/audit';
import type { CompleteEnrolment } from '@an-tam/contracts';
import { UnitOfWork } from '@an-tam/persistence';
import { AccountRepository } from '../accounts/index.js';
import { needsSecondFactor } from '../factors/index.js';
import { PasswordHasher, requireStrongPassword } from '../passwords/index.js';
import { AuthenticatorNeededError } from './enrolment.errors.js';
import { EnrolmentFactors } from './enrolment-factors.js';
import { EnrolmentOpening, type OpenEnrolment } from './enrolment-opening.js';

/** The owner of a new account chooses a password, and sets up an authenticator app where the roles need one. */
@Injectable()
export class TakeUpInvitationService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly accounts: AccountRepository,
    private readonly opening: EnrolmentOpening,
    private readonly factors: EnrolmentFactors,
    private readonly hasher: PasswordHasher,
    private readonly auditLog: AuditLog,
  ) {}

  /**
   * All or nothing.
   * @returns recovery codes; none without an authenticator app.
   * @throws AuthenticatorNeededError, WeakPasswordError, WrongCodeError, SetUpNotOpenError, EnrolmentCodeError
   */
  async execute(opened: OpenEnrolment, body: CompleteEnrolment): Promise<string[]> {
    const { found, name, displayName, memberships, requestId } = opened;
    const { accountId } = found;
    requireStrongPassword(body.password, [name, displayName]);
    if (!body.authenticator && needsSecondFactor(memberships)) throw new AuthenticatorNeededError();
    const app = body.authenticator && this.factors.confirmed(accountId, body.authenticator);
    const passwordHash = await this.hasher.hash(body.password);
    const context = { actor: { system: 'accounts', organisationId: memberships[0]?.organisation.id }, requestId };
    return this.unitOfWork.run(context, async (tx) => {
      await this.opening.take(tx, opened);
      await this.accounts.setPasswordHash(tx, accountId, passwordHash);
      const codes = app ? await this.factors.setApp(tx, accountId, app) : [];
      await this.auditLog.append(tx, { action: 'enrol', resource: 'Account', recordId: accountId });
      return codes;
    });
  }
}
