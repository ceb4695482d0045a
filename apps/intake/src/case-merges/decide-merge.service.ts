import { Injectable } from '@nestjs/common';
import { throwUnlessCan, type Action } from '@an-tam/access-rules';
import { AuditLog } from '@an-tam/audit';
import type { CaseMergeView, DecideMerge, UserContext } from '@an-tam/contracts';
import { UnitOfWork, type Transaction } from '@an-tam/persistence';
import type { CaseFileEntity } from '../case-access/index.js';
import { MergeNotFoundError, MergeStateError, OpenWorkLeftError, StaleMergeError } from './case-merge.errors.js';
import { CaseMergeRepository, type MergeRow } from './case-merge.repository.js';
import { FoldFileService } from './fold-file.service.js';
import { MergedFiles } from './merged-files.js';

type Pair = { readonly kept: CaseFileEntity; readonly folded: CaseFileEntity };

/** A supervisor's word on a merge that somebody else proposed, and taking it back. */
@Injectable()
export class DecideMergeService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly merges: CaseMergeRepository,
    private readonly files: MergedFiles,
    private readonly folding: FoldFileService,
    private readonly audit: AuditLog,
  ) {}

  /** @throws MergeNotFoundError, also for the caller's own proposal; StaleMergeError, MergeStateError, OpenWorkLeftError */
  async decide(context: UserContext, id: string, { version, decision }: DecideMerge): Promise<CaseMergeView> {
    return this.step(context, 'approve', id, version, 'proposed', async (tx, row, { kept, folded }) => {
      if (decision === 'decline') return this.merges.decide(tx, context.actor, row, 'declined', null);
      if (kept.mergedIntoId !== null || folded.mergedIntoId !== null) throw new MergeStateError();
      if (await this.merges.hasOpenWork(tx, folded.id)) throw new OpenWorkLeftError();
      return this.merges.decide(
        tx,
        context.actor,
        row,
        'approved',
        await this.folding.fold(tx, context.actor, kept, folded),
      );
    });
  }

  /** Both files are again what they were. @throws MergeNotFoundError, StaleMergeError, MergeStateError */
  async undo(context: UserContext, id: string, version: number): Promise<CaseMergeView> {
    return this.step(context, 'update', id, version, 'approved', async (tx, row, { kept, folded }) => {
      if (folded.mergedIntoId !== kept.id || row.before === null) throw new MergeStateError();
      await this.folding.unfold(tx, kept, folded, row.before);
      return this.merges.undo(tx, context.actor, row);
    });
  }

  private async step(
    context: UserContext,
    action: Extract<Action, 'approve' | 'update'>,
    id: string,
    version: number,
    from: MergeRow['state'],
    work: (tx: Transaction, row: MergeRow, files: Pair) => Promise<MergeRow>,
  ): Promise<CaseMergeView> {
    const { actor } = context;
    const fact = { action, resource: 'CaseMerge', recordId: id } as const;
    const done = await this.unitOfWork.run(context, async (tx) => {
      const row = await this.merges.findLocked(tx, actor, action, id);
      if (!row) return undefined;
      throwUnlessCan(actor, action, 'CaseMerge', { centreId: actor.organisationId, accountId: row.proposedById });
      const kept = await this.files.hold(tx, context, 'assign', row.keptId);
      const folded = await this.files.hold(tx, context, 'assign', row.foldedId);
      if (!kept || !folded) return undefined;
      if (row.version !== version) throw new StaleMergeError(row.version);
      if (row.state !== from) throw new MergeStateError();
      const next = await work(tx, row, { kept, folded });
      for (const caseId of [folded.id, kept.id]) await this.audit.append(tx, { ...fact, caseId, purpose: next.state });
      const [view] = await this.files.show(tx, context, [next]);
      return view;
    });
    if (done) return done;
    await this.audit.record(context, { ...fact, reason: 'not_visible' });
    throw new MergeNotFoundError();
  }
}
