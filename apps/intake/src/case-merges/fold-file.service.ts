import { Injectable } from '@nestjs/common';
import type { Actor } from '@an-tam/contracts';
import type { Transaction } from '@an-tam/persistence';
import { AssigneeExcludedError, ExclusionRepository, type CaseFileEntity } from '../case-access/index.js';
import { CaseHeadsService } from '../cases/index.js';
import type { BeforeMerge } from './case-merge.repository.js';

const without = (these: readonly string[], those: readonly string[]) => these.filter((one) => !those.includes(one));

/**
 * Folds one file into another and takes it apart again. Every row stays under the key and the terms of its own file; the
 * folded root row points to the file that stays and belongs to the same person and team, and whom she excluded from
 * either file is excluded from both.
 */
@Injectable()
export class FoldFileService {
  constructor(
    private readonly exclusions: ExclusionRepository,
    private readonly heads: CaseHeadsService,
  ) {}

  /** @throws AssigneeExcludedError when she does not want the person responsible to know the folded file */
  async fold(
    tx: Transaction,
    { accountId: recordedById }: Actor,
    kept: CaseFileEntity,
    folded: CaseFileEntity,
  ): Promise<BeforeMerge> {
    const [ofKept, ofFolded] = [
      await this.exclusions.listOfCase(tx, kept.id),
      await this.exclusions.listOfCase(tx, folded.id),
    ];
    if (ofFolded.includes(kept.assigneeId)) throw new AssigneeExcludedError();
    const { assigneeId, teamId } = folded;
    const { assigneeId: responsible, teamId: team } = kept;
    await this.heads.change(tx, folded, { assigneeId: responsible, teamId: team, mergedIntoId: kept.id });
    const keptTookOver = without(ofFolded, ofKept);
    const foldedTookOver = without(ofKept, ofFolded);
    for (const { caseId, accountId } of [
      ...keptTookOver.map((one) => ({ caseId: kept.id, accountId: one })),
      ...foldedTookOver.map((one) => ({ caseId: folded.id, accountId: one })),
    ])
      await this.exclusions.insert(tx, { caseId, centreId: kept.centreId, accountId, recordedById });
    return { assigneeId, teamId, keptTookOver, foldedTookOver };
  }

  async unfold(tx: Transaction, kept: CaseFileEntity, folded: CaseFileEntity, before: BeforeMerge): Promise<void> {
    for (const accountId of before.keptTookOver) await this.exclusions.delete(tx, kept.id, accountId);
    for (const accountId of before.foldedTookOver) await this.exclusions.delete(tx, folded.id, accountId);
    const { assigneeId, teamId } = before;
    await this.heads.change(tx, folded, { assigneeId, teamId, mergedIntoId: null });
  }
}
