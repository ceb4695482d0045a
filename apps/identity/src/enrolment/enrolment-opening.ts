import { Injectable } from '@nestjs/common';
import { AuditLog } from '@an-tam/audit';
import { UnitOfWork, type Transaction } from '@an-tam/persistence';
import { AccountRepository, type MembershipRow } from '../accounts/index.js';
import { EnrolmentCodes, type FoundCode } from './enrolment-codes.js';
import { EnrolmentCodeError } from './enrolment.errors.js';

export interface EnrolmentRequest {
  /** As typed. */
  readonly code: string;
  /** Network address of the browser. */
  readonly address: string;
  readonly requestId: string;
}

/** A one-time code that is good at this moment, and whose it is. */
export interface OpenEnrolment {
  readonly found: FoundCode;
  readonly name: string;
  readonly displayName: string;
  readonly memberships: readonly MembershipRow[];
  readonly requestId: string;
}

/** Finds whose sign-in a code sets up. Unknown, used and expired codes answer alike. */
@Injectable()
export class EnrolmentOpening {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly accounts: AccountRepository,
    private readonly codes: EnrolmentCodes,
    private readonly auditLog: AuditLog,
  ) {}

  /** @throws EnrolmentCodeError, FactorResetWaitingError, TooManyAttemptsError */
  async open(request: EnrolmentRequest): Promise<OpenEnrolment> {
    const { requestId } = request;
    const code = await this.codes.admit(request.code, request.address, requestId);
    const context = { actor: { system: 'accounts' }, requestId };
    const opened = await this.unitOfWork.run(context, (tx) => this.load(tx, code));
    if (opened) return { ...opened, requestId };
    await this.auditLog.record(context, { action: 'enrol', resource: 'Account', reason: 'wrong_code' });
    throw new EnrolmentCodeError();
  }

  /** @throws EnrolmentCodeError when it was used, stopped or replaced meanwhile. */
  async take(tx: Transaction, { found }: OpenEnrolment): Promise<void> {
    if (!(await this.codes.take(tx, found))) throw new EnrolmentCodeError();
  }

  private async load(tx: Transaction, code: string): Promise<Omit<OpenEnrolment, 'requestId'> | null> {
    const found = await this.codes.find(tx, code);
    const account = found && (await this.accounts.findAccount(tx, found.accountId));
    const named = account && (await this.accounts.findWithPassword(tx, account.id));
    if (!found || !account || account.disabled || !named) return null;
    const memberships = await this.accounts.listMemberships(tx, account.id);
    // Whoever has left the organisation that decided a reset takes nothing of it along.
    const stays = found.resetBy === null || memberships.some(({ organisation }) => organisation.id === found.resetBy);
    return stays ? { found, name: named.name, displayName: account.displayName, memberships } : null;
  }
}
