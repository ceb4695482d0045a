import { Injectable } from '@nestjs/common';
import { scopeFor } from '@an-tam/access-rules/typeorm';
import { AuditLog } from '@an-tam/audit';
import type { Colleague, ColleagueList, Role, UserContext } from '@an-tam/contracts';
import { UnitOfWork } from '@an-tam/persistence';
import { accountScopeColumns } from './find-accounts.query.js';

const caseRoles: readonly Role[] = ['outreach_worker', 'case_manager', 'supervisor'];

/** Who works with files in the caller's organisation, by name; nothing of how they sign in or what else they do. */
@Injectable()
export class FindColleaguesQuery {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly auditLog: AuditLog,
  ) {}

  async list(context: UserContext): Promise<ColleagueList> {
    return this.unitOfWork.run(context, async (tx) => {
      const scope = scopeFor(context.actor, 'read', 'Colleague', accountScopeColumns, 1);
      const rows: Colleague[] = await tx.manager.query(
        `SELECT a.id, a.display_name AS "displayName", m.roles, m.team_id AS "teamId"
           FROM membership m JOIN account a ON a.id = m.account_id
          WHERE m.roles && $1 AND NOT a.disabled AND ${scope.sql} ORDER BY a.display_name, a.id`,
        [caseRoles, ...scope.parameters],
      );
      await this.auditLog.append(tx, { action: 'list', resource: 'Colleague' });
      return {
        colleagues: rows.map((row) => ({ ...row, roles: row.roles.filter((role) => caseRoles.includes(role)) })),
      };
    });
  }
}
