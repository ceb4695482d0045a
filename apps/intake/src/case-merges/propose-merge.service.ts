import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { AuditLog } from '@an-tam/audit';
import type { CaseMergeList, CaseMergeView, ProposeMerge, UserContext } from '@an-tam/contracts';
import { InvalidInputError } from '@an-tam/http';
import { UnitOfWork } from '@an-tam/persistence';
import { LoadCaseService } from '../case-access/index.js';
import { MergeNotFoundError, MergeStateError, OpenWorkLeftError } from './case-merge.errors.js';
import { CaseMergeRepository } from './case-merge.repository.js';
import { MergedFiles } from './merged-files.js';

const mostShown = 50;

const otherFile = {
  field: 'keptId',
  message: {
    vi: 'Hãy chọn một hồ sơ khác.',
    en: 'Choose another file.',
  },
};

/** One proposes that two files are about one person; nothing changes before a supervisor agrees. */
@Injectable()
export class ProposeMergeService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly cases: LoadCaseService,
    private readonly merges: CaseMergeRepository,
    private readonly files: MergedFiles,
    private readonly audit: AuditLog,
  ) {}

  /**
   * @param foldedId the file that is to be folded in
   * @throws CaseNotFoundError, MergeNotFoundError, StaleCaseError, CaseMergedError, InvalidInputError, MergeStateError, OpenWorkLeftError
   */
  async propose(context: UserContext, foldedId: string, input: ProposeMerge): Promise<CaseMergeView> {
    const { keptId, reason, caseVersion } = input;
    if (keptId === foldedId) throw new InvalidInputError([otherFile]);
    const access = { action: 'update', version: caseVersion, closedToo: true } as const;
    const proposed = await this.cases.run(context, foldedId, access, async (tx) => {
      const kept = await this.files.hold(tx, context, 'update', keptId);
      if (!kept) return undefined;
      if (kept.mergedIntoId !== null || (await this.merges.isPartOfAnother(tx, keptId, foldedId)))
        throw new MergeStateError();
      if (await this.merges.hasOpenWork(tx, foldedId)) throw new OpenWorkLeftError();
      const row = await this.merges.insert(tx, context.actor, { id: randomUUID(), keptId, foldedId, reason });
      for (const caseId of [foldedId, keptId])
        await this.audit.append(tx, {
          action: 'create',
          resource: 'CaseMerge',
          recordId: row.id,
          caseId,
          purpose: reason,
        });
      const [view] = await this.files.show(tx, context, [row]);
      return view;
    });
    if (proposed) return proposed;
    await this.audit.record(context, {
      action: 'update',
      resource: 'CaseFile',
      recordId: keptId,
      reason: 'not_visible',
    });
    throw new MergeNotFoundError();
  }

  async list(context: UserContext): Promise<CaseMergeList> {
    return this.unitOfWork.run(context, async (tx) => {
      await this.audit.append(tx, { action: 'list', resource: 'CaseMerge' });
      const rows = await this.merges.list(tx, context.actor, mostShown);
      return { merges: await this.files.show(tx, context, rows) };
    });
  }
}
