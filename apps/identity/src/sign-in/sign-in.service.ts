import { Injectable } from '@nestjs/common';
import { AuditLog } from '@an-tam/audit';
import { UnitOfWork } from '@an-tam/persistence';
import { AccountRepository, findRoleConflict, type MembershipRow } from '../accounts/index.js';
import { AttemptThrottle, TooManyAttemptsError } from '../attempts/index.js';
import { PasswordHasher } from '../passwords/index.js';
import { SignInFailedError } from './sign-in.errors.js';

export interface SignInRequest {
  readonly account: string;
  readonly password: string;
  /** Network address of the browser. */
  readonly address: string;
  readonly requestId: string;
}

interface Candidate {
  readonly id: string;
  readonly disabled: boolean;
  readonly hash: string | null;
  readonly memberships: readonly MembershipRow[];
}

/** Why a sign-in with this account must fail whatever the password; null when it may succeed. Told to the audit log only. */
function obstacleOf(candidate: Candidate): string | null {
  if (candidate.disabled) return 'account_disabled';
  if (candidate.memberships.length === 0) return 'no_membership';
  const held = candidate.memberships.map((m) => ({ kind: m.organisation.kind, roles: m.roles }));
  return findRoleConflict(held) ? 'role_separation' : null;
}

/**
 * Checks account and password. Does the same work and gives the same answer whether the account exists or not;
 * every attempt leaves an audit entry.
 */
@Injectable()
export class SignInService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly accounts: AccountRepository,
    private readonly throttle: AttemptThrottle,
    private readonly hasher: PasswordHasher,
    private readonly auditLog: AuditLog,
  ) {}

  /**
   * @returns the account's id.
   * @throws SignInFailedError, TooManyAttemptsError, PasswordWorkBusyError
   */
  async execute(request: SignInRequest): Promise<string> {
    const key = this.throttle.keyOf(request.account, request.address);
    const candidate = await this.unitOfWork.run(this.contextOf(request), (tx) =>
      this.findCandidate(tx, request.account),
    );
    await this.admit(request, key, candidate);
    const matches = await this.hasher.verify(candidate?.hash ?? this.hasher.unmatchable, request.password);
    const reason = !candidate ? 'unknown_account' : !matches ? 'wrong_password' : obstacleOf(candidate);
    if (!candidate || reason !== null) {
      await this.recordDenial(request, candidate, reason ?? 'unknown_account');
      throw new SignInFailedError();
    }
    await this.throttle.succeeded(key, request.requestId);
    await this.unitOfWork.run(this.contextOf(request, candidate), (tx) =>
      this.auditLog.append(tx, { action: 'sign-in', resource: 'Account', recordId: candidate.id }),
    );
    return candidate.id;
  }

  private async admit(
    request: SignInRequest,
    key: ReturnType<AttemptThrottle['keyOf']>,
    candidate: Candidate | null,
  ): Promise<void> {
    try {
      await this.throttle.admit(key, request.requestId);
    } catch (error) {
      if (error instanceof TooManyAttemptsError) await this.recordDenial(request, candidate, 'throttled');
      throw error;
    }
  }

  private async findCandidate(
    tx: Parameters<AccountRepository['findByName']>[0],
    name: string,
  ): Promise<Candidate | null> {
    const account = await this.accounts.findByName(tx, name);
    return account && { ...account, memberships: await this.accounts.listMemberships(tx, account.id) };
  }

  private async recordDenial(request: SignInRequest, candidate: Candidate | null, reason: string): Promise<void> {
    await this.auditLog.record(this.contextOf(request, candidate), {
      action: 'sign-in',
      resource: 'Account',
      recordId: candidate?.id,
      reason,
    });
  }

  /** Entries stand under the account's first organisation, where its data-protection officer reads them. */
  private contextOf(request: SignInRequest, candidate?: Candidate | null) {
    const organisationId = candidate?.memberships[0]?.organisation.id;
    return { actor: { system: 'sign-in', organisationId }, requestId: request.requestId };
  }
}
