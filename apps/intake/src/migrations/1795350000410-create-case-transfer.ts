import type { MigrationInterface, QueryRunner } from 'typeorm';

const app = 'intake_app';
const once = (question: string) => `(SELECT ${question})`;
const ofCentre = `centre_id = ${once('app_organisation()')}`;
const hasRole = (...roles: string[]) => once(`app_roles() && ARRAY[${roles.map((role) => `'${role}'`).join(', ')}]`);
const transferring = hasRole('system:transfer');
const moving = (column: string) => `${transferring} AND ${column} = ANY (${once('app_cases_moving()')}::uuid[])`;
const toCentre = `to_centre_id = ${once('app_organisation()')}`;

/** What hangs on a case, and the case itself: goes to the centre that has accepted it, and nowhere else. */
const movedTables = [
  ['case_file', 'id'],
  ...[
    'client',
    'consent',
    'screening',
    'follow_up',
    'planned_follow_up',
    'care_plan',
    'closure',
    'case_referral',
    'case_count',
  ].map((table) => [table, 'case_id'] as const),
] as const;

/** Rows that nobody changes, but that are sealed anew when a key is exchanged or their case moves. */
const writtenOnce = ['screening', 'follow_up'];
const sealedAnewBy = (...jobs: string[]) => hasRole(...jobs.map((job) => `system:${job}`));

/** A file goes to another centre: asked for and approved here, accepted there, moved by a job that reaches nothing else. */
export class CreateCaseTransfer1795350000410 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const sql of statements) await runner.query(sql);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP POLICY case_exclusion_left_behind ON case_exclusion`);
    for (const table of writtenOnce)
      await runner.query(`ALTER POLICY ${table}_only_sealed_anew ON ${table} USING (${sealedAnewBy('key-rotation')})`);
    for (const [table] of movedTables) await runner.query(`DROP POLICY ${table}_moving ON ${table}`);
    await runner.query(`REVOKE UPDATE (centre_id) ON screening, follow_up, case_count FROM ${app}`);
    await runner.query(`DROP FUNCTION app_cases_moving`);
    await runner.query(`DROP TABLE case_transfer`);
  }
}

const statements = [
  `CREATE TABLE case_transfer (
    id uuid PRIMARY KEY,
    case_id uuid NOT NULL REFERENCES case_file (id) ON DELETE CASCADE,
    centre_id uuid NOT NULL,
    to_centre_id uuid NOT NULL CHECK (to_centre_id <> centre_id),
    consent_id uuid NOT NULL,
    reason text NOT NULL CHECK (reason IN ('moves_there', 'her_wish', 'services_there', 'safety')),
    state text NOT NULL
      CHECK (state IN ('requested', 'approved', 'accepted', 'returned', 'declined', 'cancelled', 'expired')),
    version integer NOT NULL CHECK (version > 0),
    requested_by_id uuid NOT NULL,
    requested_at timestamptz NOT NULL DEFAULT now(),
    expires_at timestamptz NOT NULL CHECK (expires_at <= requested_at + interval '14 days'),
    approved_by_id uuid CHECK (approved_by_id <> requested_by_id),
    answered_by_id uuid,
    ended_at timestamptz,
    referral_ids uuid[] NOT NULL DEFAULT '{}',
    CHECK (state NOT IN ('approved', 'accepted', 'declined') OR approved_by_id IS NOT NULL),
    CHECK ((state IN ('accepted', 'declined')) = (answered_by_id IS NOT NULL)),
    CHECK ((state IN ('requested', 'approved')) = (ended_at IS NULL))
  )`,
  `CREATE UNIQUE INDEX case_transfer_live ON case_transfer (case_id) WHERE state IN ('requested', 'approved')`,
  `CREATE INDEX case_transfer_of_centre ON case_transfer (centre_id, requested_at DESC)`,
  `CREATE INDEX case_transfer_to_centre ON case_transfer (to_centre_id, requested_at DESC)`,
  `CREATE INDEX case_transfer_referrals ON case_transfer USING gin (referral_ids)`,
  `COMMENT ON TABLE case_transfer IS 'That a case goes to another centre, with her consent, by the word of both centres.'`,
  `COMMENT ON COLUMN case_transfer.centre_id IS 'The centre that asks.'`,
  `COMMENT ON COLUMN case_transfer.referral_ids IS 'Referrals that went along: the courier knows only the centre that sent them.'`,
  `ALTER TABLE case_transfer ENABLE ROW LEVEL SECURITY`,
  `ALTER TABLE case_transfer FORCE ROW LEVEL SECURITY`,
  `GRANT SELECT, INSERT ON case_transfer TO ${app}`,
  `GRANT UPDATE (state, version, approved_by_id, answered_by_id, ended_at, referral_ids) ON case_transfer TO ${app}`,
  `CREATE POLICY case_transfer_of_centre ON case_transfer FOR SELECT TO ${app}
    USING (${ofCentre} AND ${hasRole('case_manager', 'supervisor')})`,
  `CREATE POLICY case_transfer_offered ON case_transfer FOR SELECT TO ${app}
    USING (${toCentre} AND ${hasRole('supervisor', 'system:transfer')} AND state IN ('approved', 'accepted', 'declined'))`,
  `CREATE POLICY case_transfer_courier ON case_transfer FOR SELECT TO ${app}
    USING (${hasRole('system:referral')} AND state = 'accepted')`,
  `CREATE POLICY case_transfer_ask ON case_transfer FOR INSERT TO ${app}
    WITH CHECK (${ofCentre} AND ${hasRole('case_manager', 'supervisor')} AND state = 'requested'
      AND requested_by_id = ${once('app_account()')} AND EXISTS (SELECT 1 FROM case_file c WHERE c.id = case_id))`,
  `CREATE POLICY case_transfer_decide ON case_transfer FOR UPDATE TO ${app}
    USING (${ofCentre} AND ${hasRole('case_manager', 'supervisor')} AND state IN ('requested', 'approved'))
    WITH CHECK (${ofCentre} AND (state IN ('cancelled', 'expired')
      OR (${hasRole('supervisor')} AND state IN ('approved', 'returned') AND approved_by_id = ${once('app_account()')})))`,
  `CREATE POLICY case_transfer_answer ON case_transfer FOR UPDATE TO ${app}
    USING (${toCentre} AND ${hasRole('supervisor')} AND state IN ('approved', 'accepted'))
    WITH CHECK (${toCentre} AND state = 'declined' AND answered_by_id = ${once('app_account()')})`,
  `CREATE POLICY case_transfer_finish ON case_transfer FOR UPDATE TO ${app}
    USING (${toCentre} AND ${transferring} AND state = 'approved' AND expires_at > now())
    WITH CHECK (${toCentre} AND state = 'accepted')`,
  `CREATE FUNCTION app_cases_moving() RETURNS uuid[] LANGUAGE plpgsql STABLE AS $$ BEGIN RETURN ARRAY(
    SELECT case_id FROM case_transfer
     WHERE to_centre_id = app_organisation() AND state = 'approved' AND expires_at > now()); END $$`,
  `GRANT EXECUTE ON FUNCTION app_cases_moving() TO ${app}`,
  `GRANT UPDATE (centre_id) ON screening, follow_up, case_count TO ${app}`,
  ...movedTables.map(
    ([table, key]) =>
      `CREATE POLICY ${table}_moving ON ${table} TO ${app} USING (${moving(key)}) WITH CHECK (${transferring} AND ${ofCentre})`,
  ),
  ...writtenOnce.map(
    (table) => `ALTER POLICY ${table}_only_sealed_anew ON ${table} USING (${sealedAnewBy('key-rotation', 'transfer')})`,
  ),
  `CREATE POLICY case_exclusion_left_behind ON case_exclusion TO ${app} USING (${moving('case_id')}) WITH CHECK (false)`,
];
