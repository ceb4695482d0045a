import { Injectable } from '@nestjs/common';
import { scopeFor } from '@an-tam/access-rules/typeorm';
import { AuditLog } from '@an-tam/audit';
import type { Colleague, ColleagueList, UserContext } from '@an-tam/contracts';
import { UnitOfWork } from '@an-tam/persistence';
import { accountScopeColumns } from './find-accounts.query.js';
import { fileRoles } from './membership.rules.js';

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
        [fileRoles, ...scope.parameters],
      );
      await this.auditLog.append(tx, { action: 'list', resource: 'Colleague' });
      return {
        colleagues: rows.map((row) => ({ ...row, roles: row.roles.filter((role) => fileRoles.includes(role)) })),
      };
    });
  }
}
