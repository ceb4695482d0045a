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
}
