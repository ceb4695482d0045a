import { Injectable } from '@nestjs/common';
import { scopeFor } from '@an-tam/access-rules/typeorm';
import { AuditLog } from '@an-tam/audit';
import type { AccountsPage, AccountView, UserContext } from '@an-tam/contracts';
import { UnitOfWork } from '@an-tam/persistence';

/** Columns the rules of accounts may speak about. */
export const accountScopeColumns = { organisationId: 'm.organisation_id' };

/** Accounts of the caller's organisation, each with the roles held there and nothing of its other memberships. */
@Injectable()
export class FindAccountsQuery {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly auditLog: AuditLog,
  ) {}

  async list(context: UserContext): Promise<AccountsPage> {
    return this.unitOfWork.run(context, async (tx) => {
      const scope = scopeFor(context.actor, 'read', 'Account', accountScopeColumns);
      const accounts: AccountView[] = await tx.manager.query(
        `SELECT a.id, a.display_name AS "displayName", a.disabled, m.roles, m.team_id AS "teamId", a.enrolled
           FROM membership m JOIN account a ON a.id = m.account_id
          WHERE ${scope.sql} ORDER BY a.display_name, a.id`,
        scope.parameters,
      );
      await this.auditLog.append(tx, { action: 'read', resource: 'Account' });
      return { accounts };
    });
  }
}
