import { Injectable } from '@nestjs/common';
import { AuditLog, FindAuditEntriesQuery, type AuditEntriesFilter } from '@an-tam/audit';
import type { AuditEntriesPage, UserContext } from '@an-tam/contracts';
import { UnitOfWork } from '@an-tam/persistence';

/** Entries of the officer's organisation, and what services did with releases of the officer's province. */
@Injectable()
export class FindVisibleAuditEntriesQuery {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly auditLog: AuditLog,
    private readonly entries: FindAuditEntriesQuery,
  ) {}

  list(context: UserContext, filter: AuditEntriesFilter): Promise<AuditEntriesPage> {
    return this.unitOfWork.run(context, async (tx) => {
      await this.auditLog.append(tx, { action: 'read', resource: 'AuditEntry' });
      return this.entries.list(tx, filter);
    });
  }
}
