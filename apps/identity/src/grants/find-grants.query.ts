import { Injectable } from '@nestjs/common';
import type { Grants } from '@an-tam/contracts';
import { UnitOfWork } from '@an-tam/persistence';
import { FactorResetRepository } from '../factor-resets/index.js';
import { needsSecondFactor } from '../factors/index.js';
import { AccountNotFoundError, AccountRepository, findRoleConflict } from '../accounts/index.js';

/** What an account may do at this very moment. */
@Injectable()
export class FindGrantsQuery {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly accounts: AccountRepository,
    private readonly resets: FactorResetRepository,
  ) {}

  /**
   * @throws AccountNotFoundError for an account that is unknown, disabled, without membership, or whose memberships
   * join what none may join.
   */
  async get(accountId: string, requestId: string): Promise<Grants> {
    return this.unitOfWork.run({ actor: { system: 'grants' }, requestId }, async (tx) => {
      const account = await this.accounts.findAccount(tx, accountId);
      const memberships = account && !account.disabled ? await this.accounts.listMemberships(tx, accountId) : [];
      const conflict = findRoleConflict(memberships.map((m) => ({ kind: m.organisation.kind, roles: m.roles })));
      if (!account || memberships.length === 0 || conflict) throw new AccountNotFoundError();
      const { displayName, grantsVersion, signInVersion } = account;
      const secondFactorRequired = needsSecondFactor(memberships);
      const reset = await this.resets.findNotice(tx, accountId);
      const factorReset = reset && { opensAt: reset.opensAt?.toISOString() ?? null };
      return { accountId, displayName, grantsVersion, signInVersion, secondFactorRequired, factorReset, memberships };
    });
  }
}
