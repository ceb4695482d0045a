import { Injectable } from '@nestjs/common';
import type { NeedView } from '@an-tam/contracts';
import type { SealedRowEntity } from '@an-tam/field-encryption/typeorm';
import type { Transaction } from '@an-tam/persistence';
import type { EntityTarget } from 'typeorm';
import { CaseKeys } from '../case-keys/index.js';
import { FollowUpEntity, FollowUpMapper } from '../follow-ups/index.js';
import { CaseReferralEntity, CaseReferralMapper } from '../referrals/index.js';
import { ScreeningEntity, ScreeningMapper } from '../screenings/index.js';
import type { NeedsOfCase } from './unmet-needs.rules.js';

/** What the needs of cases are answered by, for counting inside the centre. */
@Injectable()
export class CaseNeedsQuery {
  constructor(
    private readonly screenings: ScreeningMapper,
    private readonly followUps: FollowUpMapper,
    private readonly referrals: CaseReferralMapper,
    private readonly keys: CaseKeys,
  ) {}

  /** What decides about needs in each of the cases, opened. @throws RowUnreadableError */
  async needsOf(tx: Transaction, centreId: string, caseIds: readonly string[]): Promise<NeedsOfCase[]> {
    const keys = await this.keys.ofMany(centreId, caseIds);
    const [screenings, followUps, referrals] = [
      await this.parts(tx, ScreeningEntity, caseIds),
      await this.parts(tx, FollowUpEntity, caseIds),
      await this.parts(tx, CaseReferralEntity, caseIds),
    ];
    return caseIds.flatMap((id) => {
      const caseKeys = keys.get(id);
      const last = screenings(id).at(-1);
      if (!caseKeys || !last) return [];
      const needs: readonly NeedView[] = this.screenings.open(caseKeys, last).needs;
      return [
        {
          needs,
          followUps: followUps(id).map((row) => this.followUps.open(caseKeys, row)),
          referrals: referrals(id).map((row) => this.referrals.open(caseKeys, row)),
        },
      ];
    });
  }

  /** Rows of the cases, oldest first. */
  private async parts<T extends SealedRowEntity>(
    tx: Transaction,
    entity: EntityTarget<T>,
    ids: readonly string[],
  ): Promise<(id: string) => T[]> {
    const rows = await tx.manager
      .createQueryBuilder(entity, 'part')
      .where('part.case_id = ANY (:ids)', { ids })
      .orderBy('part.created_at')
      .getMany();
    const byCase = new Map<string, T[]>();
    for (const row of rows) byCase.set(row.caseId, [...(byCase.get(row.caseId) ?? []), row]);
    return (id) => byCase.get(id) ?? [];
  }
}
