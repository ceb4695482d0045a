import { Injectable } from '@nestjs/common';
import { mayEver } from '@an-tam/access-rules';
import { isListed, scopeFor } from '@an-tam/access-rules/typeorm';
import { urgentAnswerHours, type Actor, type Task, type TodayQuery } from '@an-tam/contracts';
import type { Transaction } from '@an-tam/persistence';
import { caseColumns, caseLists } from '../case-access/index.js';

/** What there is to do, without what only its case can tell. */
export interface TaskRow extends Pick<Task, 'caseId' | 'kind' | 'dueOn'> {
  readonly dueAt: Date | null;
  readonly since: Date | null;
}

/**
 * What waits in open files, each with its rank: the order of harm if late. A step of the plan or a meeting that is late
 * stands before a review, one of today after it.
 */
const followUps = `SELECT case_id, 'follow_up' AS kind, CASE WHEN due_on < $1 THEN 2 ELSE 4 END AS rank, due_on,
    NULL::timestamptz AS due_at, NULL::timestamptz AS since FROM planned_follow_up WHERE state = 'planned' AND due_on <= $1`;
/** What was sent from a file that was folded into another one is answered there. */
const keptFile = `coalesce((SELECT f.merged_into_id FROM case_file f WHERE f.id = case_referral.case_id), case_id)`;
const referrals = [
  `SELECT ${keptFile}, 'urgent_referral', 1, NULL, created_at + interval '${urgentAnswerHours} hours', created_at
     FROM case_referral WHERE urgency = 'urgent' AND state IN ('requested', 'received')`,
  `SELECT ${keptFile}, 'referral', 6, NULL, NULL, created_at
     FROM case_referral WHERE urgency = 'routine' AND state IN ('requested', 'received')`,
];
const plans = [
  `SELECT case_id, 'plan_step', CASE WHEN next_due_on < $1 THEN 2 ELSE 4 END, next_due_on, NULL, NULL
     FROM care_plan WHERE state = 'active' AND next_due_on <= $1`,
  `SELECT case_id, 'plan_review', 3, review_on, NULL, NULL FROM care_plan WHERE review_on <= $1`,
  `SELECT case_id, 'approval', 5, NULL, NULL, created_at FROM care_plan WHERE state = 'waiting'`,
];
const concerns = `SELECT case_id, 'safeguarding', 0, NULL, next_due_at::timestamptz, created_at
  FROM safeguarding_concern WHERE state = 'open'`;
const closures = `SELECT case_id, 'approval', 5, NULL, NULL, created_at FROM closure WHERE state = 'requested'`;

/** Files somebody is responsible for, or stands in for; parameter 2 is the account. */
const mine = `(case_file.assignee_id = $2 OR ${isListed(caseLists.coverIds, '$2')})`;

/** Clocks of which supervisors are told stand in their own list, whoever is responsible. */
const escalated = `(task.kind = 'safeguarding' AND EXISTS
  (SELECT 1 FROM safeguarding_concern s JOIN safeguarding_escalation e ON e.concern_id = s.id AND e.due_at = s.next_due_at
    WHERE s.case_id = task.case_id AND s.state = 'open'))`;

@Injectable()
export class TaskQuery {
  /** One page in the actor's scope, most harm first, and one row more when there is a next page. */
  async list(
    tx: Transaction,
    actor: Actor,
    today: string,
    { page, whose }: TodayQuery,
    pageSize: number,
  ): Promise<TaskRow[]> {
    const scope = scopeFor(actor, 'read', 'CaseFile', caseColumns, 4);
    const told = mayEver(actor, 'approve', 'SafeguardingConcern') ? escalated : 'FALSE';
    const sources = [
      followUps,
      ...(mayEver(actor, 'read', 'SafeguardingConcern') ? [concerns] : []),
      ...(mayEver(actor, 'read', 'Referral') ? referrals : []),
      ...(mayEver(actor, 'read', 'CarePlan') ? plans : []),
      ...(mayEver(actor, 'read', 'Closure') ? [closures] : []),
    ];
    return tx.manager.query(
      `SELECT task.case_id AS "caseId", task.kind, task.due_on AS "dueOn", task.due_at AS "dueAt", task.since
         FROM (${sources.join(' UNION ALL ')}) task JOIN case_file ON case_file.id = task.case_id
         WHERE case_file.status = 'open' AND case_file.merged_into_id IS NULL AND ${scope.sql}
           AND ($3 OR ${mine} OR ${told})
        ORDER BY task.rank, task.due_on, task.due_at, task.since, task.case_id, task.kind
        LIMIT $4 OFFSET ${(page - 1) * pageSize}`,
      [today, actor.accountId, whose === 'all', pageSize + 1, ...scope.parameters],
    );
  }
}
