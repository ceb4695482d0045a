import { Injectable } from '@nestjs/common';
import { AuditLog, FindAuditEntriesQuery } from '@an-tam/audit';
import type { AuditEntriesPage, UserContext } from '@an-tam/contracts';
import { UnitOfWork } from '@an-tam/persistence';

/** The log of the caller's organisation; reading it leaves an entry too. */
@Injectable()
export class ListAuditEntriesService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly entries: FindAuditEntriesQuery,
    private readonly audit: AuditLog,
  ) {}

  async list(caller: UserContext, filter: { caseId?: string; limit: number }): Promise<AuditEntriesPage> {
    return this.unitOfWork.run(caller, async (tx) => {
      await this.audit.append(tx, { action: 'read', resource: 'AuditEntry', caseId: filter.caseId });
      return this.entries.list(tx, filter);
    });
  }
}
