import { Injectable } from '@nestjs/common';
import { throwUnlessCan } from '@an-tam/access-rules';
import type { ClosureView, DecideApproval, ReopenCase, UserContext } from '@an-tam/contracts';
import { BusinessCalendar } from '@an-tam/http';
import { LoadCaseService } from '../case-access/index.js';
import { CaseKeys } from '../case-keys/index.js';
import { PlanFollowUpService } from '../follow-ups/index.js';
import { ClosureWriter } from './closure-writer.js';
import { ClosureNotFoundError, ClosureStateError, StaleClosureError } from './closure.errors.js';
import { ClosureRepository, closureView } from './closure.repository.js';

/** A supervisor's word on a closing, and opening a closed file again. */
@Injectable()
export class DecideClosureService {
  constructor(
    private readonly cases: LoadCaseService,
    private readonly keys: CaseKeys,
    private readonly closures: ClosureRepository,
    private readonly writer: ClosureWriter,
    private readonly followUps: PlanFollowUpService,
    private readonly calendar: BusinessCalendar,
  ) {}

  /**
   * Approved, the file is closed: nothing more is planned in it, and the time begins for which it is kept.
   * @throws CaseNotFoundError, ClosureNotFoundError, OutOfScopeError for the caller's own request, StaleClosureError,
   * ClosureStateError, SafeguardingOpenError
   */
  async decide(context: UserContext, caseId: string, input: DecideApproval): Promise<ClosureView> {
    const { actor } = context;
    return this.cases.run(context, caseId, { action: 'update' }, async (tx, caseFile) => {
      const keys = await this.keys.of(caseFile.centreId, caseId);
      const last = await this.closures.findLast(tx, keys, caseId);
      if (!last) throw new ClosureNotFoundError();
      const { row, content } = last;
      throwUnlessCan(actor, 'approve', 'Closure', { centreId: row.centreId, accountId: row.requestedById });
      if (input.version !== row.version) throw new StaleClosureError(row.version);
      if (row.state !== 'requested') throw new ClosureStateError();
      const closedOn = input.decision === 'approve' ? this.calendar.today() : null;
      const head = {
        ...row,
        version: row.version + 1,
        state: closedOn ? ('approved' as const) : ('returned' as const),
        decidedById: actor.accountId,
        keepUntil: closedOn && this.writer.keepUntil(closedOn),
      };
      const decided = { ...content, remark: input.remark ?? null, closedOn };
      const saved = await this.writer.save(tx, keys, head, decided, 'approve');
      if (closedOn) {
        await this.followUps.settle(tx, keys, caseId, 'dropped');
        await this.writer.setStatus(tx, keys, caseFile, 'closed');
      }
      return closureView(saved);
    });
  }

  /** She comes back: the file is open again and the clock stops. @throws CaseNotFoundError, StaleCaseError, ClosureStateError */
  async reopen(context: UserContext, caseId: string, { caseVersion }: ReopenCase): Promise<ClosureView> {
    const access = { action: 'update', version: caseVersion, closedToo: true } as const;
    return this.cases.run(context, caseId, access, async (tx, caseFile) => {
      const keys = await this.keys.of(caseFile.centreId, caseId);
      const last = await this.closures.findLast(tx, keys, caseId);
      if (caseFile.status !== 'closed' || !last) throw new ClosureStateError();
      const head = { ...last.row, version: last.row.version + 1, state: 'reopened' as const, keepUntil: null };
      const saved = await this.writer.save(tx, keys, head, last.content, 'update');
      await this.writer.setStatus(tx, keys, caseFile, 'open');
      return closureView(saved);
    });
  }
}
