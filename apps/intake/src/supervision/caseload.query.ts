import { Injectable } from '@nestjs/common';
import { scopeFor } from '@an-tam/access-rules/typeorm';
import type { Actor, Supervision } from '@an-tam/contracts';
import type { Transaction } from '@an-tam/persistence';
import { caseColumns } from '../case-access/index.js';

const late = `(EXISTS (SELECT 1 FROM planned_follow_up p WHERE p.case_id = case_file.id AND p.state = 'planned' AND p.due_on < $1)
  OR EXISTS (SELECT 1 FROM care_plan c WHERE c.case_id = case_file.id AND (c.next_due_on < $1 OR c.review_on < $1)))`;

/** Open files in a supervisor's scope, and how they are spread. */
@Injectable()
export class CaseloadQuery {
  async workload(tx: Transaction, actor: Actor, today: string): Promise<Supervision['workload']> {
    const scope = scopeFor(actor, 'assign', 'CaseFile', caseColumns, 1);
    return tx.manager.query(
      `SELECT assignee_id AS "accountId", count(*)::int AS cases, (count(*) FILTER (WHERE ${late}))::int AS late
         FROM case_file WHERE status = 'open' AND merged_into_id IS NULL AND ${scope.sql}
        GROUP BY assignee_id ORDER BY cases DESC, assignee_id`,
      [today, ...scope.parameters],
    );
  }

  /** Clocks that supervisors are told of, the next one to run out first. */
  async escalations(tx: Transaction, actor: Actor): Promise<Supervision['escalations']> {
    const scope = scopeFor(actor, 'assign', 'CaseFile', caseColumns);
    return tx.manager.query(
      `SELECT case_file.id AS "caseId", case_file.code, s.next_due_at AS "dueAt", max(e.level) = 2 AS late
         FROM safeguarding_concern s
         JOIN safeguarding_escalation e ON e.concern_id = s.id AND e.due_at = s.next_due_at
         JOIN case_file ON case_file.id = s.case_id
        WHERE s.state = 'open' AND ${scope.sql} GROUP BY case_file.id, s.id ORDER BY s.next_due_at, s.id`,
      scope.parameters,
    );
  }

  async listOpenIds(tx: Transaction, actor: Actor): Promise<string[]> {
    const scope = scopeFor(actor, 'assign', 'CaseFile', caseColumns);
    const rows: { id: string }[] = await tx.manager.query(
      `SELECT id FROM case_file WHERE status = 'open' AND merged_into_id IS NULL AND ${scope.sql} ORDER BY id`,
      scope.parameters,
    );
    return rows.map(({ id }) => id);
  }
}
