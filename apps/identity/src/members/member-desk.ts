import { Injectable } from '@nestjs/common';
import { AuditLog, type AuditFact } from '@an-tam/audit';
import type { UserContext } from '@an-tam/contracts';
import { UnitOfWork, type Transaction } from '@an-tam/persistence';
import { AccountRepository } from '../accounts/index.js';
import { MemberNotFoundError, OwnMembershipError } from './member.errors.js';

/** A change of one organisation's members: written by the upkeep of accounts, recorded as the administrator's. */
export interface MemberChange {
  readonly upkeep: Transaction;
  /** The same transaction, in the administrator's name. */
  readonly asCaller: Transaction;
}

/** What every change of members begins with: only members of the caller's own organisation, never the caller. */
@Injectable()
export class MemberDesk {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly accounts: AccountRepository,
    private readonly auditLog: AuditLog,
  ) {}

  /** One transaction with the upkeep's row security, within the caller's organisation. */
  change<T>(context: UserContext, work: (change: MemberChange) => Promise<T>): Promise<T> {
    const { actor, requestId } = context;
    const upkeepContext = { actor: { system: 'accounts', organisationId: actor.organisationId }, requestId };
    return this.unitOfWork.run(upkeepContext, (upkeep) =>
      work({ upkeep, asCaller: { manager: upkeep.manager, context } }),
    );
  }

  /** @throws MemberNotFoundError, OwnMembershipError */
  async changeMember<T>(
    context: UserContext,
    accountId: string,
    work: (change: MemberChange) => Promise<T>,
  ): Promise<T> {
    const { actor } = context;
    const found = await this.change(context, ({ upkeep }) =>
      this.accounts.isMember(upkeep, accountId, actor.organisationId),
    );
    if (!found) {
      await this.deny(context, { action: 'update', resource: 'Account', recordId: accountId });
      throw new MemberNotFoundError();
    }
    if (accountId === actor.accountId) throw new OwnMembershipError();
    return this.change(context, work);
  }

  /** In a write of its own: what is not the caller's to see answers like what does not exist. */
  deny(context: UserContext, denied: { action: string; resource: string; recordId: string }): Promise<void> {
    return this.auditLog.record(context, { ...denied, reason: 'not_visible' });
  }

  record({ asCaller }: MemberChange, fact: AuditFact): Promise<void> {
    return this.auditLog.append(asCaller, fact);
  }
}
