import { Injectable } from '@nestjs/common';
import { AuditLog } from '@an-tam/audit';
import type { ExcludedStaff, ExcludeStaff, UserContext } from '@an-tam/contracts';
import type { Transaction } from '@an-tam/persistence';
import {
  AssigneeExcludedError,
  ExclusionRepository,
  LoadCaseService,
  type CaseFileEntity,
} from '../case-access/index.js';
import { CaseHeadsService } from './case-heads.service.js';

/** "Not this member of staff": whom the client does not want to know her file, whatever their role. */
@Injectable()
export class ExcludeStaffService {
  constructor(
    private readonly cases: LoadCaseService,
    private readonly exclusions: ExclusionRepository,
    private readonly heads: CaseHeadsService,
    private readonly audit: AuditLog,
  ) {}

  /** @throws CaseNotFoundError */
  async list(context: UserContext, id: string): Promise<ExcludedStaff> {
    return this.cases.run(context, id, { action: 'read' }, async (tx, { version }) => {
      await this.audit.append(tx, { action: 'read', resource: 'CaseExclusion', recordId: id, caseId: id });
      return { version, accountIds: await this.exclusions.listOfCase(tx, id) };
    });
  }

  /** @throws CaseNotFoundError, StaleCaseError, CaseClosedError, AssigneeExcludedError: the file must be handed over first */
  async replace(context: UserContext, id: string, { version, accountIds }: ExcludeStaff): Promise<ExcludedStaff> {
    return this.cases.run(context, id, { action: 'update', version }, async (tx, row) => {
      if (accountIds.includes(row.assigneeId)) throw new AssigneeExcludedError();
      const after = [...new Set(accountIds)].sort();
      // The list is part of the file, so a change of either is seen by whoever works on the other. The file goes first: who
      // takes themselves off it cannot write to it any more.
      // Files that were folded into it are read with it, so she excludes from all of them.
      const files = [...(await this.heads.listFolded(tx, context.actor, id)), row];
      const { version: next } = await this.heads.change(tx, row);
      for (const file of files) await this.replaceList(tx, file, after, context.actor.accountId);
      return { version: next, accountIds: after };
    });
  }

  private async replaceList(
    tx: Transaction,
    row: CaseFileEntity,
    after: string[],
    recordedById: string,
  ): Promise<void> {
    const { id: caseId, centreId } = row;
    const before = await this.exclusions.listOfCase(tx, caseId);
    const fact = { resource: 'CaseExclusion', caseId };
    for (const accountId of before.filter((one) => !after.includes(one))) {
      await this.exclusions.delete(tx, caseId, accountId);
      await this.audit.append(tx, { ...fact, action: 'withdraw', recordId: accountId });
    }
    for (const accountId of after.filter((one) => !before.includes(one))) {
      await this.audit.append(tx, { ...fact, action: 'create', recordId: accountId });
      await this.exclusions.insert(tx, { caseId, centreId, accountId, recordedById });
    }
  }
}
