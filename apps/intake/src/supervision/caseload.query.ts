import { Injectable } from '@nestjs/common';
import { scopeFor } from '@an-tam/access-rules/typeorm';
import type { Actor, NeedView, Supervision } from '@an-tam/contracts';
import type { CaseKey } from '@an-tam/field-encryption';
import type { SealedRowEntity } from '@an-tam/field-encryption/typeorm';
import type { Transaction } from '@an-tam/persistence';
import type { EntityTarget } from 'typeorm';
import { caseColumns } from '../case-access/index.js';
import { FollowUpEntity, FollowUpMapper } from '../follow-ups/index.js';
import { CaseReferralEntity, CaseReferralMapper } from '../referrals/index.js';
import { ScreeningEntity, ScreeningMapper } from '../screenings/index.js';
import type { NeedsOfCase } from './unmet-needs.rules.js';

const late = `(EXISTS (SELECT 1 FROM planned_follow_up p WHERE p.case_id = case_file.id AND p.state = 'planned' AND p.due_on < $1)
  OR EXISTS (SELECT 1 FROM care_plan c WHERE c.case_id = case_file.id AND (c.next_due_on < $1 OR c.review_on < $1)))`;

/** Open files in a supervisor's scope: how they are spread, and what their needs are answered by. */
@Injectable()
export class CaseloadQuery {
  constructor(
    private readonly screenings: ScreeningMapper,
    private readonly followUps: FollowUpMapper,
    private readonly referrals: CaseReferralMapper,
  ) {}

  async workload(tx: Transaction, actor: Actor, today: string): Promise<Supervision['workload']> {
    const scope = scopeFor(actor, 'assign', 'CaseFile', caseColumns, 1);
    return tx.manager.query(
      `SELECT assignee_id AS "accountId", count(*)::int AS cases, (count(*) FILTER (WHERE ${late}))::int AS late
         FROM case_file WHERE status = 'open' AND ${scope.sql}
        GROUP BY assignee_id ORDER BY cases DESC, assignee_id`,
      [today, ...scope.parameters],
    );
  }

  async listOpenIds(tx: Transaction, actor: Actor): Promise<string[]> {
    const scope = scopeFor(actor, 'assign', 'CaseFile', caseColumns);
    const rows: { id: string }[] = await tx.manager.query(
      `SELECT id FROM case_file WHERE status = 'open' AND ${scope.sql} ORDER BY id`,
      scope.parameters,
    );
    return rows.map(({ id }) => id);
  }

  /** What decides about needs in each of the cases, opened. @throws RowUnreadableError */
  async needsOf(
    tx: Transaction,
    keys: ReadonlyMap<string, readonly CaseKey[]>,
    caseIds: readonly string[],
  ): Promise<NeedsOfCase[]> {
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
