import { Injectable } from '@nestjs/common';
import { AuditLog } from '@an-tam/audit';
import type { CompleteEnrolment, EnrolmentView } from '@an-tam/contracts';
import { UnitOfWork, type Transaction } from '@an-tam/persistence';
import { AccountRepository } from '../accounts/index.js';
import { needsSecondFactor } from '../factors/index.js';
import { PasswordHasher, requireStrongPassword } from '../passwords/index.js';
import { AuthenticatorNeededError, EnrolmentCodeError } from './enrolment.errors.js';
import { EnrolmentFactors } from './enrolment-factors.js';

export interface EnrolmentRequest {
  /** As typed. */
  readonly code: string;
  /** Network address of the browser. */
  readonly address: string;
  readonly requestId: string;
}

/** The owner of an account sets up the sign-in with a one-time code: password, and an authenticator app where needed. */
@Injectable()
export class EnrolService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly accounts: AccountRepository,
    private readonly factors: EnrolmentFactors,
    private readonly hasher: PasswordHasher,
    private readonly auditLog: AuditLog,
  ) {}

  /** Whom the code is for and a new authenticator to set up. @throws EnrolmentCodeError, TooManyAttemptsError */
  async begin(request: EnrolmentRequest): Promise<EnrolmentView> {
    const { account, memberships, accountId } = await this.open(request);
    return {
      account: account.name,
      displayName: account.displayName,
      secondFactorRequired: needsSecondFactor(memberships),
      authenticator: this.factors.draft(accountId, account.displayName),
    };
  }

  /**
   * All or nothing. Sessions of before end.
   * @returns recovery codes; none without an authenticator app.
   * @throws EnrolmentCodeError, AuthenticatorNeededError, WeakPasswordError, WrongCodeError, SetUpNotOpenError
   */
  async complete(request: EnrolmentRequest & CompleteEnrolment): Promise<string[]> {
    const { account, memberships, accountId, hash } = await this.open(request);
    requireStrongPassword(request.password, [account.name, account.displayName]);
    if (!request.authenticator && needsSecondFactor(memberships)) throw new AuthenticatorNeededError();
    const app = request.authenticator && this.factors.confirmed(accountId, request.authenticator);
    const passwordHash = await this.hasher.hash(request.password);
    const organisationId = memberships[0]?.organisation.id;
    const context = { actor: { system: 'accounts', organisationId }, requestId: request.requestId };
    return this.unitOfWork.run(context, async (tx) => {
      if (!(await this.factors.takeCode(tx, hash))) throw new EnrolmentCodeError();
      await this.accounts.setPasswordHash(tx, accountId, passwordHash);
      const codes = app ? await this.factors.setApp(tx, accountId, app) : [];
      await this.auditLog.append(tx, { action: 'enrol', resource: 'Account', recordId: accountId });
      return codes;
    });
  }

  private async open(request: EnrolmentRequest) {
    const hash = await this.factors.admit(request.code, request.address, request.requestId);
    const context = { actor: { system: 'accounts' }, requestId: request.requestId };
    const found = await this.unitOfWork.run(context, (tx) => this.load(tx, hash));
    if (!found) {
      await this.auditLog.record(context, { action: 'enrol', resource: 'Account', reason: 'wrong_code' });
      throw new EnrolmentCodeError();
    }
    return { ...found, hash };
  }

  private async load(tx: Transaction, hash: Buffer) {
    const accountId = await this.factors.findCode(tx, hash);
    const row = accountId === null ? null : await this.accounts.findAccount(tx, accountId);
    const named = row && (await this.accounts.findWithPassword(tx, row.id));
    if (!row || row.disabled || !named) return null;
    const memberships = await this.accounts.listMemberships(tx, row.id);
    return { accountId: row.id, account: { name: named.name, displayName: row.displayName }, memberships };
  }
}
