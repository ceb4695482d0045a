import { Injectable } from '@nestjs/common';
import { scopeFor } from '@an-tam/access-rules/typeorm';
import { AuditLog } from '@an-tam/audit';
import type { CentreList, UserContext } from '@an-tam/contracts';
import { UnitOfWork } from '@an-tam/persistence';
import { organisationScopeColumns } from './organisation.query.js';

/** Social-work centres of the caller's province by name: where a file can go. */
@Injectable()
export class FindCentresQuery {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: AuditLog,
  ) {}

  async list(context: UserContext): Promise<CentreList> {
    return this.unitOfWork.run(context, async (tx) => {
      const scope = scopeFor(context.actor, 'read', 'Centre', organisationScopeColumns);
      const centres: CentreList['centres'] = await tx.manager.query(
        `SELECT o.id, o.name FROM organisation o
          WHERE o.kind = 'social_work_centre' AND ${scope.sql} ORDER BY o.name, o.id`,
        scope.parameters,
      );
      await this.audit.append(tx, { action: 'list', resource: 'Centre' });
      return { centres };
    });
  }
}
