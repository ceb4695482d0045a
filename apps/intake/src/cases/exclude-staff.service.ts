import { Injectable } from '@nestjs/common';
import { AuditLog } from '@an-tam/audit';
import type { ExcludedStaff, ExcludeStaff, UserContext } from '@an-tam/contracts';
import { EntitySealer } from '@an-tam/field-encryption/typeorm';
import type { Transaction } from '@an-tam/persistence';
import { AssigneeExcludedError, CaseFileEntity, ExclusionRepository, LoadCaseService } from '../case-access/index.js';
import { CaseKeys, newestKey } from '../case-keys/index.js';
import { CaseWriter } from './case-writer.js';

/** "Not this member of staff": whom the client does not want to know her file, whatever their role. */
@Injectable()
export class ExcludeStaffService {
  constructor(
    private readonly cases: LoadCaseService,
    private readonly exclusions: ExclusionRepository,
    private readonly keys: CaseKeys,
    private readonly sealer: EntitySealer,
    private readonly writer: CaseWriter,
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
      // The file goes first: who takes themselves off it cannot write to it any more.
      const next = await this.countVersion(tx, row);
      await this.replaceList(tx, row, after, context.actor.accountId);
      return { version: next, accountIds: after };
    });
  }

  /** The list is part of the file, so a change of either is seen by whoever works on the other. */
  private async countVersion(tx: Transaction, row: CaseFileEntity): Promise<number> {
    const keys = await this.keys.of(row.centreId, row.id);
    const content = this.sealer.open(CaseFileEntity, keys, row);
    return (await this.writer.update(tx, newestKey(keys), row, content)).version;
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
