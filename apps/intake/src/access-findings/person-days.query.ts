import { Inject, Injectable } from '@nestjs/common';
import type { StaffMember } from '@an-tam/contracts';
import type { Transaction } from '@an-tam/persistence';
import type { PersonDay } from './access-finding.rules.js';
import { ACCESS_REVIEW_CONFIG, type AccessReviewConfig } from './access-review-config.js';

const local = `at AT TIME ZONE 'Asia/Ho_Chi_Minh'`;
/** Midnight of the day so many days ago. Parameter: days. */
const since = (parameter: string) =>
  `((now() AT TIME ZONE 'Asia/Ho_Chi_Minh')::date - ${parameter}::int)::timestamp AT TIME ZONE 'Asia/Ho_Chi_Minh'`;

/** Files that a person opened; to be opened is to be read, with or without who she is. */
export const isOpening = `outcome = 'done' AND action = 'read' AND resource IN ('CaseFile', 'ClientIdentity')`;

/**
 * Reasons to open a file: it is assigned to the person, opened by them, or assigned to whom they stood in for; it is in the
 * caseload of the team they lead; it was opened in an emergency; or they wrote in it. In a centre without teams nobody is
 * asked for less than that: its caseload is everybody's.
 */
const isRelated = `(o.account_id IN (f.assignee_id, f.opened_by_id)
  OR EXISTS (SELECT 1 FROM unnest($4::uuid[], $5::uuid[]) AS lead (account_id, team_id)
    WHERE lead.account_id = o.account_id AND lead.team_id = f.team_id)
  OR EXISTS (SELECT 1 FROM leave_cover l WHERE l.cover_id = o.account_id AND l.absent_id = f.assignee_id
    AND o.first_at < coalesce(l.ended_at, l.until_at) AND o.last_at > l.from_at)
  OR EXISTS (SELECT 1 FROM emergency_access g WHERE g.case_id = f.id AND g.account_id = o.account_id)
  OR EXISTS (SELECT 1 FROM entry w WHERE w.account_id = o.account_id AND w.case_id = o.case_id AND w.writes))`;

/** Counts what was done, from the log of one centre, as the system actor `access-review` of that centre. */
@Injectable()
export class PersonDaysQuery {
  constructor(@Inject(ACCESS_REVIEW_CONFIG) private readonly config: AccessReviewConfig) {}

  /**
   * @param days how many days before today are counted, today besides
   * @param staff who works at the centre, for who leads which team
   */
  async count(tx: Transaction, days: number, staff: readonly StaffMember[]): Promise<PersonDay[]> {
    const leads = staff.filter(({ roles, teamId }) => teamId !== null && roles.includes('case_manager'));
    const { from, to } = this.config.rules.night;
    return tx.manager.query(
      `WITH entry AS MATERIALIZED (
         SELECT account_id, roles, case_id, at, (${local})::date AS day, extract(hour FROM ${local})::int AS hour, ${isOpening} AS opens,
                outcome = 'done' AND action NOT IN ('read', 'list', 'search') AS writes,
                outcome = 'denied' AS refused,
                outcome = 'done' AND action = 'create' AND resource = 'EmergencyAccess' AS emergency
           FROM audit_entry WHERE account_id IS NOT NULL AND at >= ${since('$1')}),
       opening AS (
         SELECT account_id, day, case_id, min(at) AS first_at, max(at) AS last_at FROM entry
          WHERE opens AND case_id IS NOT NULL GROUP BY 1, 2, 3),
       stranger AS (
         SELECT o.account_id, o.day, count(*)::int AS files FROM opening o JOIN case_file f ON f.id::text = o.case_id
          WHERE NOT ${isRelated} GROUP BY 1, 2)
       SELECT e.account_id AS "accountId", to_char(e.day, 'YYYY-MM-DD') AS day,
              (SELECT array_agg(DISTINCT role) FROM entry r, unnest(r.roles) role
                WHERE r.account_id = e.account_id AND r.day = e.day) AS roles,
              count(DISTINCT e.case_id) FILTER (WHERE e.opens)::int AS opened,
              coalesce(max(s.files), 0) AS unrelated,
              count(*) FILTER (WHERE e.case_id IS NOT NULL AND (e.hour >= $2 OR e.hour < $3))::int AS night,
              count(*) FILTER (WHERE e.refused)::int AS denied,
              count(*) FILTER (WHERE e.emergency)::int AS emergencies
         FROM entry e LEFT JOIN stranger s USING (account_id, day) GROUP BY e.account_id, e.day ORDER BY e.day, e.account_id`,
      [days, from, to, leads.map(({ accountId }) => accountId), leads.map(({ teamId }) => teamId)],
    );
  }
}
