import { Injectable } from '@nestjs/common';
import { AuditLog } from '@an-tam/audit';
import type { Role } from '@an-tam/contracts';
import type { Transaction } from '@an-tam/persistence';
import { RoleSeparationError } from './account.errors.js';
import { AccountRepository } from './account.repository.js';
import { findRoleConflict } from './membership.rules.js';

/** Gives an account its roles in one organisation, replacing those it had there. */
@Injectable()
export class GrantMembershipService {
  constructor(
    private readonly accounts: AccountRepository,
    private readonly auditLog: AuditLog,
  ) {}

  /** @throws RoleSeparationError when the account, over all organisations, would join roles that none may join. */
  async execute(tx: Transaction, accountId: string, organisationId: string, roles: readonly Role[]): Promise<void> {
    await this.accounts.lockAccount(tx, accountId);
    await this.accounts.setMembership(tx, accountId, organisationId, roles);
    const memberships = await this.accounts.listMemberships(tx, accountId);
    const conflict = findRoleConflict(memberships.map((m) => ({ kind: m.organisation.kind, roles: m.roles })));
    if (conflict) throw new RoleSeparationError(conflict);
    await this.auditLog.append(tx, { action: 'update', resource: 'Membership', recordId: accountId });
  }
}
