import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { AuditLog } from '@an-tam/audit';
import { UnitOfWork, type Transaction } from '@an-tam/persistence';
import { AccountRepository, findRoleConflict, type MembershipRow } from '../accounts/index.js';
import { AttemptThrottle, TooManyAttemptsError } from '../attempts/index.js';
import { FactorRepository, needsSecondFactor } from '../factors/index.js';

/** One step of a sign-in, from one browser. */
export interface SignInRequest {
  /** The sign-in at the provider. */
  readonly interactionUid: string;
  /** Network address of the browser. */
  readonly address: string;
  /** Its `Cookie` header. */
  readonly cookies: string | undefined;
  readonly requestId: string;
}

/** An account that somebody tries to sign in with. */
export interface Candidate {
  readonly id: string;
  readonly hash: string | null;
  readonly memberships: readonly MembershipRow[];
  readonly secondFactor: 'code' | 'passkey' | null;
  readonly needsSecondFactor: boolean;
  /** Why it must fail whatever is proved; null when it may succeed. Told to the audit log only. */
  readonly obstacle: string | null;
}

type Key = ReturnType<AttemptThrottle['keyOf']>;

/** Finds who somebody says to be, lets nobody guess on, and leaves an audit entry of every attempt. */
@Injectable()
export class SignInCandidates {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly accounts: AccountRepository,
    private readonly factors: FactorRepository,
    private readonly throttle: AttemptThrottle,
    private readonly auditLog: AuditLog,
  ) {}

  find(by: { readonly name: string } | { readonly id: string }, requestId: string): Promise<Candidate | null> {
    return this.unitOfWork.run({ actor: { system: 'sign-in' }, requestId }, (tx) => this.load(tx, by));
  }

  /** Counts an attempt before its secret is checked. @throws TooManyAttemptsError */
  async admit(request: SignInRequest, key: Key, candidate: Candidate | null, most?: number): Promise<void> {
    try {
      await this.throttle.admit(key, request.requestId, most);
    } catch (error) {
      if (error instanceof TooManyAttemptsError) await this.recordDenial(request, candidate, 'throttled');
      throw error;
    }
  }

  async recordDenial(request: SignInRequest, candidate: Candidate | null, reason: string): Promise<void> {
    await this.auditLog.record(this.contextOf(request, candidate), {
      action: 'sign-in',
      resource: 'Account',
      recordId: candidate?.id,
      reason,
    });
  }

  async recordSuccess(request: SignInRequest, candidate: Candidate, purpose: string): Promise<void> {
    await this.unitOfWork.run(this.contextOf(request, candidate), (tx) =>
      this.auditLog.append(tx, { action: 'sign-in', resource: 'Account', recordId: candidate.id, purpose }),
    );
  }

  private async load(tx: Transaction, by: { readonly name: string } | { readonly id: string }) {
    const account =
      'name' in by ? await this.accounts.findByName(tx, by.name) : await this.accounts.findAccount(tx, by.id);
    // Asked for nobody as well: an account that does not exist costs what one that exists costs.
    const id = account?.id ?? randomUUID();
    const memberships = await this.accounts.listMemberships(tx, id);
    const { appAddedAt, passkeys } = await this.factors.held(tx, id);
    if (!account) return null;
    const secondFactor = appAddedAt !== null ? 'code' : passkeys > 0 ? 'passkey' : null;
    return {
      id,
      hash: 'hash' in account ? (account as { hash: string | null }).hash : null,
      memberships,
      secondFactor,
      needsSecondFactor: needsSecondFactor(memberships),
      obstacle: obstacleOf(account.disabled, memberships),
    } as const;
  }

  /** Entries stand under the account's first organisation, where its data-protection officer reads them. */
  private contextOf(request: SignInRequest, candidate: Candidate | null) {
    const organisationId = candidate?.memberships[0]?.organisation.id;
    return { actor: { system: 'sign-in', organisationId }, requestId: request.requestId };
  }
}

function obstacleOf(disabled: boolean, memberships: readonly MembershipRow[]): string | null {
  if (disabled) return 'account_disabled';
  if (memberships.length === 0) return 'no_membership';
  return findRoleConflict(memberships.map((m) => ({ kind: m.organisation.kind, roles: m.roles })))
    ? 'role_separation'
    : null;
}
