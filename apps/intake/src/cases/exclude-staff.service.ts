import { Injectable } from '@nestjs/common';
import { AuditLog } from '@an-tam/audit';
import type { ExcludedStaff, ExcludeStaff, UserContext } from '@an-tam/contracts';
import { AssigneeExcludedError, ExclusionRepository, LoadCaseService } from '../case-access/index.js';

/** "Not this member of staff": whom the client does not want to know her file, whatever their role. */
@Injectable()
export class ExcludeStaffService {
  constructor(
    private readonly cases: LoadCaseService,
    private readonly exclusions: ExclusionRepository,
    private readonly audit: AuditLog,
  ) {}

  /** @throws CaseNotFoundError */
  async list(context: UserContext, id: string): Promise<ExcludedStaff> {
    return this.cases.run(context, id, { action: 'read' }, async (tx) => {
      await this.audit.append(tx, { action: 'read', resource: 'CaseExclusion', recordId: id, caseId: id });
      return { accountIds: await this.exclusions.listOfCase(tx, id) };
    });
  }

  /** @throws CaseNotFoundError, CaseClosedError, AssigneeExcludedError: the file must be handed over first */
  async replace(context: UserContext, id: string, { accountIds }: ExcludeStaff): Promise<ExcludedStaff> {
    return this.cases.run(context, id, { action: 'update' }, async (tx, { centreId, assigneeId }) => {
      if (accountIds.includes(assigneeId)) throw new AssigneeExcludedError();
      const before = await this.exclusions.listOfCase(tx, id);
      const after = [...new Set(accountIds)].sort();
      const fact = { resource: 'CaseExclusion', caseId: id };
      for (const accountId of before.filter((one) => !after.includes(one))) {
        await this.exclusions.delete(tx, id, accountId);
        await this.audit.append(tx, { ...fact, action: 'withdraw', recordId: accountId });
      }
      for (const accountId of after.filter((one) => !before.includes(one))) {
        await this.audit.append(tx, { ...fact, action: 'create', recordId: accountId });
        await this.exclusions.insert(tx, { caseId: id, centreId, accountId, recordedById: context.actor.accountId });
      }
      return { accountIds: after };
    });
  }
}
