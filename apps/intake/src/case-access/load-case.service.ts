import { Injectable } from '@nestjs/common';
import { categoriesOf, throwUnlessCan, type Action } from '@an-tam/access-rules';
import { AuditLog } from '@an-tam/audit';
import type { CaseCategory, UserContext } from '@an-tam/contracts';
import { RowUnreadableError } from '@an-tam/field-encryption';
import { UnitOfWork, type Transaction } from '@an-tam/persistence';
import type { CaseFileEntity } from './case-file.entity.js';
import { CaseClosedError, CaseMergedError, CaseNotFoundError, StaleCaseError } from './case.errors.js';
import { CaseRepository, type CaseLists } from './case.repository.js';

/**
 * What is done with a loaded case; `known` are the categories of data that the caller's rules let it touch, `lists` say
 * where the caller stands in a relation of their own to it.
 */
export type CaseWork<T> = (
  tx: Transaction,
  caseFile: CaseFileEntity,
  known: ReadonlySet<CaseCategory>,
  lists: CaseLists,
) => Promise<T>;

export interface CaseAccess {
  readonly action: Extract<Action, 'read' | 'update' | 'assign' | 'erase'>;
  /** The version the caller last saw; a stale one is refused. */
  readonly version?: number;
  /** A closed case may be changed too: to open it again. */
  readonly closedToo?: boolean;
}

/**
 * The one door to a case for every feature: loads it within the caller's scope, checks the rule on the loaded row,
 * its state and version, and records what was not visible.
 */
@Injectable()
export class LoadCaseService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly cases: CaseRepository,
    private readonly audit: AuditLog,
  ) {}

  /**
   * Runs `work` on the case in one transaction. Whatever is more than reading holds the case's row until the end, so
   * that it is not sealed anew meanwhile. A reader holds nothing and may come between: it then reads once more.
   * @throws CaseNotFoundError, StaleCaseError, CaseClosedError, CaseMergedError
   */
  async run<T>(context: UserContext, id: string, access: CaseAccess, work: CaseWork<T>): Promise<T> {
    try {
      return await this.runOnce(context, id, access, work);
    } catch (error) {
      if (access.action !== 'read' || !(error instanceof RowUnreadableError)) throw error;
      return this.runOnce(context, id, access, work);
    }
  }

  private async runOnce<T>(context: UserContext, id: string, access: CaseAccess, work: CaseWork<T>): Promise<T> {
    const { action, version, closedToo } = access;
    const found = await this.unitOfWork.run(context, async (tx) => {
      const loaded = await this.cases.find(tx, context.actor, action, id, action !== 'read');
      if (!loaded) return undefined;
      const { caseFile, lists } = loaded;
      const row = { ...caseFile, ...lists };
      throwUnlessCan(context.actor, action, 'CaseFile', row);
      if (action !== 'read' && action !== 'erase' && caseFile.mergedIntoId !== null) throw new CaseMergedError();
      if (action === 'update' && caseFile.status === 'closed' && !closedToo) throw new CaseClosedError();
      if (version !== undefined && version !== caseFile.version) throw new StaleCaseError(caseFile.version);
      return { result: await work(tx, caseFile, categoriesOf(context.actor, action, row), lists) };
    });
    if (found) return found.result;
    await this.audit.record(context, { action, resource: 'CaseFile', recordId: id, reason: 'not_visible' });
    throw new CaseNotFoundError();
  }
}
