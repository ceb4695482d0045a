import type { MigrationInterface, QueryRunner } from 'typeorm';

const app = 'intake_app';
const ofCentre = 'centre_id = app_organisation()';
const hasRole = (...roles: string[]) => `app_roles() && ARRAY[${roles.map((role) => `'${role}'`).join(', ')}]`;
const caseRoles = hasRole('outreach_worker', 'case_manager', 'supervisor');

const centreRoles = hasRole('case_manager', 'supervisor', 'system:referral');
const ownFile = `(${hasRole('outreach_worker')} AND app_account() IN (assignee_id, opened_by_id))`;
const coveredFile = `(${hasRole('outreach_worker')} AND EXISTS (SELECT 1 FROM leave_cover l
  WHERE l.centre_id = case_file.centre_id AND l.absent_id = case_file.assignee_id AND l.cover_id = app_account()
    AND l.ended_at IS NULL AND l.until_at > now()))`;
const before = `${ofCentre} AND (${centreRoles} OR ${ownFile})`;
const since = `${ofCentre} AND (${centreRoles} OR ${ownFile} OR ${coveredFile})`;

/** A grant of the caller that is in force. */
const granted = (condition = '') => `EXISTS (SELECT 1 FROM emergency_access e
  WHERE e.case_id = case_file.id AND e.account_id = app_account() AND e.expires_at > now()${condition})`;

const excluded = `EXISTS (SELECT 1 FROM case_exclusion x
  WHERE x.case_id = case_file.id AND x.account_id = app_account())`;

/** Who may know a file beyond ownership: exclusions by the client, cover during leave, and emergencies. */
export class CreateNeedToKnow1795310000200 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const sql of [...tables, ...policies]) await runner.query(sql);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const name of ['emergency', 'emergency_find', 'not_excluded_to_read', 'not_excluded_to_write'])
      await runner.query(`DROP POLICY case_file_${name} ON case_file`);
    await runner.query(`ALTER POLICY case_file_need_to_know ON case_file USING (${before}) WITH CHECK (${before})`);
    await runner.query('DROP TABLE emergency_access, leave_cover, case_exclusion');
  }
}

const tables = [
  `CREATE TABLE case_exclusion (
    case_id uuid NOT NULL REFERENCES case_file (id) ON DELETE CASCADE,
    account_id uuid NOT NULL,
    centre_id uuid NOT NULL,
    recorded_by_id uuid NOT NULL,
    recorded_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (case_id, account_id)
  )`,
  `COMMENT ON TABLE case_exclusion IS 'Members of staff whom a client does not want to know her file.'`,
  `CREATE TABLE leave_cover (
    id uuid PRIMARY KEY,
    centre_id uuid NOT NULL,
    absent_id uuid NOT NULL,
    cover_id uuid NOT NULL CHECK (cover_id <> absent_id),
    until_at timestamptz NOT NULL CHECK (until_at <= made_at + interval '60 days'),
    made_by_id uuid NOT NULL,
    made_at timestamptz NOT NULL DEFAULT now(),
    ended_at timestamptz
  )`,
  `CREATE INDEX leave_cover_of_absent ON leave_cover (centre_id, absent_id, cover_id) WHERE ended_at IS NULL`,
  `COMMENT ON TABLE leave_cover IS 'Who stands in for whom, and until when.'`,
  `CREATE TABLE emergency_access (
    id uuid PRIMARY KEY,
    case_id uuid NOT NULL REFERENCES case_file (id) ON DELETE CASCADE,
    centre_id uuid NOT NULL,
    account_id uuid NOT NULL,
    reason text NOT NULL CHECK (reason IN ('immediate-danger', 'medical', 'child-at-risk', 'colleague-unreachable')),
    excluded boolean NOT NULL,
    opened_at timestamptz NOT NULL DEFAULT now(),
    expires_at timestamptz NOT NULL,
    approved_by_id uuid CHECK (approved_by_id <> account_id),
    approved_at timestamptz,
    reviewed_by_id uuid CHECK (reviewed_by_id <> account_id),
    reviewed_at timestamptz,
    outcome text CHECK (outcome IN ('justified', 'not_justified')),
    CHECK (expires_at <= coalesce(approved_at, opened_at) + interval '1 hour'),
    CHECK ((approved_by_id IS NULL) = (approved_at IS NULL)),
    CHECK ((reviewed_by_id IS NULL) = (reviewed_at IS NULL) AND (outcome IS NULL) = (reviewed_at IS NULL))
  )`,
  `CREATE INDEX emergency_access_of_case ON emergency_access (case_id, account_id, expires_at)`,
  `CREATE INDEX emergency_access_to_review ON emergency_access (centre_id, opened_at DESC)`,
  `COMMENT ON TABLE emergency_access IS 'Files opened in an emergency; row security reads the grant here.'`,
  `COMMENT ON COLUMN emergency_access.excluded IS 'The client excluded this person: nothing opens before a second one approves.'`,
];

const policies = [
  ...['case_exclusion', 'leave_cover', 'emergency_access'].flatMap((table) => [
    `ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY`,
    `ALTER TABLE ${table} FORCE ROW LEVEL SECURITY`,
    // Whoever works in the centre: the policies of case_file look here for each of them.
    `CREATE POLICY ${table}_of_centre ON ${table} FOR SELECT TO ${app} USING (${ofCentre})`,
  ]),
  `GRANT SELECT, INSERT, DELETE ON case_exclusion TO ${app}`,
  `GRANT SELECT, INSERT ON leave_cover, emergency_access TO ${app}`,
  `GRANT UPDATE (ended_at) ON leave_cover TO ${app}`,
  `GRANT UPDATE (expires_at, approved_by_id, approved_at, reviewed_by_id, reviewed_at, outcome) ON emergency_access TO ${app}`,
  `CREATE POLICY case_exclusion_add ON case_exclusion FOR INSERT TO ${app}
    WITH CHECK (${ofCentre} AND recorded_by_id = app_account() AND EXISTS (SELECT 1 FROM case_file c WHERE c.id = case_id))`,
  `CREATE POLICY case_exclusion_lift ON case_exclusion FOR DELETE TO ${app}
    USING (${ofCentre} AND EXISTS (SELECT 1 FROM case_file c WHERE c.id = case_id))`,
  `CREATE POLICY leave_cover_add ON leave_cover FOR INSERT TO ${app}
    WITH CHECK (${ofCentre} AND ${hasRole('supervisor')} AND made_by_id = app_account())`,
  `CREATE POLICY leave_cover_end ON leave_cover FOR UPDATE TO ${app} USING (${ofCentre} AND ${hasRole('supervisor')})`,
  `CREATE POLICY emergency_access_add ON emergency_access FOR INSERT TO ${app}
    WITH CHECK (${ofCentre} AND ${caseRoles} AND account_id = app_account() AND approved_at IS NULL AND reviewed_at IS NULL)`,
  `CREATE POLICY emergency_access_second ON emergency_access FOR UPDATE TO ${app}
    USING (${ofCentre} AND ${hasRole('supervisor')} AND account_id <> app_account())`,
  `ALTER POLICY case_file_need_to_know ON case_file USING (${since}) WITH CHECK (${since})`,
  `CREATE POLICY case_file_emergency ON case_file FOR SELECT TO ${app} USING (${ofCentre} AND ${caseRoles} AND ${granted()})`,
  // Which file of the centre a code stands for, before anybody is let in.
  `CREATE POLICY case_file_emergency_find ON case_file FOR SELECT TO ${app}
    USING (${ofCentre} AND ${hasRole('system:emergency')})`,
  `CREATE POLICY case_file_not_excluded_to_read ON case_file AS RESTRICTIVE FOR SELECT TO ${app}
    USING (NOT ${excluded} OR ${granted(' AND e.approved_at IS NOT NULL')})`,
  `CREATE POLICY case_file_not_excluded_to_write ON case_file AS RESTRICTIVE FOR UPDATE TO ${app}
    USING (NOT ${excluded})`,
];
