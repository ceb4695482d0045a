import { rowMacColumnV1, sealedColumnV1 } from '@an-tam/field-encryption/typeorm';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const app = 'intake_app';
const ofCentre = 'centre_id = app_organisation()';
const hasRole = (...roles: string[]) => `app_roles() && ARRAY[${roles.map((role) => `'${role}'`).join(', ')}]`;
const erased = (t: string) => `'system:erasure' = ANY (app_roles())
  AND EXISTS (SELECT 1 FROM case_tombstone x WHERE x.id = ${t}.case_id AND x.state = 'keys_destroyed')`;
const visibleCase = (t: string) => `${ofCentre} AND EXISTS (SELECT 1 FROM case_file c WHERE c.id = ${t}.case_id)`;

const sealedRow = `
  id uuid PRIMARY KEY,
  case_id uuid NOT NULL REFERENCES case_file (id),
  centre_id uuid NOT NULL,
  version integer NOT NULL CHECK (version > 0),
  ${rowMacColumnV1},
  created_at timestamptz NOT NULL DEFAULT now()`;

/** A day as text, as the row MAC binds it; days so written sort as days do. */
const day = (column: string) => `${column} text CHECK (${column} ~ '^\\d{4}-\\d{2}-\\d{2}$')`;

const caseTables = ['planned_follow_up', 'care_plan', 'closure'];

/** The plan of a case, its next meeting, how it ends, and how a centre works with them. */
export class CreateCarePlan1795330000300 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const sql of [...tables, ...policies]) await runner.query(sql);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE care_setting, ${caseTables.join(', ')}`);
  }
}

const tables = [
  `CREATE TABLE planned_follow_up (${sealedRow},
    state text NOT NULL CHECK (state IN ('planned', 'done', 'dropped')),
    ${day('due_on')} NOT NULL,
    ${sealedColumnV1('channel', 'fixed64')}
  )`,
  `CREATE UNIQUE INDEX planned_follow_up_of_case ON planned_follow_up (case_id) WHERE state = 'planned'`,
  `CREATE INDEX planned_follow_up_due ON planned_follow_up (centre_id, due_on) WHERE state = 'planned'`,
  `COMMENT ON TABLE planned_follow_up IS 'The next meeting with a client; at most one a case is planned.'`,
  `CREATE TABLE care_plan (${sealedRow},
    state text NOT NULL CHECK (state IN ('waiting', 'returned', 'active')),
    ${day('review_on')} NOT NULL,
    ${day('next_due_on')},
    proposed_by_id uuid NOT NULL,
    decided_by_id uuid CHECK (decided_by_id <> proposed_by_id),
    ${sealedColumnV1('content', 'text')}
  )`,
  `CREATE UNIQUE INDEX care_plan_of_case ON care_plan (case_id)`,
  `CREATE INDEX care_plan_review ON care_plan (centre_id, review_on)`,
  `COMMENT ON TABLE care_plan IS 'What is to be reached with a client, by which steps and when.'`,
  `COMMENT ON COLUMN care_plan.next_due_on IS 'Earliest day by which an open step is due; null when none is open.'`,
  `CREATE TABLE closure (${sealedRow},
    state text NOT NULL CHECK (state IN ('requested', 'returned', 'approved', 'reopened')),
    requested_by_id uuid NOT NULL,
    decided_by_id uuid CHECK (decided_by_id <> requested_by_id),
    ${day('keep_until')},
    ${sealedColumnV1('content', 'text')},
    CHECK ((state = 'requested') = (decided_by_id IS NULL)),
    CHECK ((state = 'approved') = (keep_until IS NOT NULL))
  )`,
  `CREATE INDEX closure_of_case ON closure (case_id, created_at)`,
  `CREATE UNIQUE INDEX closure_waiting ON closure (case_id) WHERE state = 'requested'`,
  `COMMENT ON TABLE closure IS 'That a case is to be closed, was closed, or was opened again.'`,
  `COMMENT ON COLUMN closure.keep_until IS 'Last day of the time for which a closed case is kept.'`,
  `CREATE TABLE care_setting (
    centre_id uuid PRIMARY KEY,
    plan_approval boolean NOT NULL,
    changed_by_id uuid NOT NULL,
    changed_at timestamptz NOT NULL DEFAULT now()
  )`,
  `COMMENT ON TABLE care_setting IS 'How a centre works; without a row by the defaults.'`,
];

const policies = [
  ...[...caseTables, 'care_setting'].flatMap((t) => [
    `ALTER TABLE ${t} ENABLE ROW LEVEL SECURITY`,
    `ALTER TABLE ${t} FORCE ROW LEVEL SECURITY`,
  ]),
  ...caseTables.flatMap((t) => [
    `GRANT SELECT, INSERT, UPDATE, DELETE ON ${t} TO ${app}`,
    `CREATE POLICY ${t}_of_visible_case ON ${t} TO ${app} USING (${visibleCase(t)}) WITH CHECK (${visibleCase(t)})`,
    `CREATE POLICY ${t}_only_erased ON ${t} AS RESTRICTIVE FOR DELETE TO ${app} USING (${erased(t)})`,
  ]),
  `GRANT SELECT, INSERT, UPDATE ON care_setting TO ${app}`,
  `CREATE POLICY care_setting_read ON care_setting FOR SELECT TO ${app}
    USING (${ofCentre} AND ${hasRole('case_manager', 'supervisor')})`,
  `CREATE POLICY care_setting_add ON care_setting FOR INSERT TO ${app}
    WITH CHECK (${ofCentre} AND ${hasRole('supervisor')} AND changed_by_id = app_account())`,
  `CREATE POLICY care_setting_change ON care_setting FOR UPDATE TO ${app}
    USING (${ofCentre} AND ${hasRole('supervisor')}) WITH CHECK (${ofCentre} AND changed_by_id = app_account())`,
];
