import type { MigrationInterface, QueryRunner } from 'typeorm';

const app = 'intake_app';

const holds = (role: string) => `'system:${role}' = ANY (app_roles())`;

/** How far the keys of a centre have come on their way to a new version. */
export class CreateKeyRotation1795300000300 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const sql of statements) await runner.query(sql);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE key_rotation`);
  }
}

const statements = [
  `CREATE TABLE key_rotation (
    id uuid PRIMARY KEY,
    centre_id uuid NOT NULL,
    kind text NOT NULL CHECK (kind IN ('kek', 'dek', 'index')),
    to_version integer NOT NULL CHECK (to_version > 1),
    state text NOT NULL CHECK (state IN ('moving', 'settling', 'done')),
    total integer NOT NULL CHECK (total >= 0),
    left_over integer NOT NULL CHECK (left_over >= 0),
    failure text,
    started_at timestamptz NOT NULL,
    settling_since timestamptz,
    finished_at timestamptz,
    CHECK ((state = 'settling') <= (settling_since IS NOT NULL)),
    CHECK ((state = 'done') = (finished_at IS NOT NULL)),
    CHECK (state <> 'done' OR left_over = 0)
  )`,
  `CREATE UNIQUE INDEX key_rotation_under_way ON key_rotation (centre_id, kind) WHERE state <> 'done'`,
  `CREATE INDEX key_rotation_of_centre ON key_rotation (centre_id, kind, started_at DESC)`,
  `COMMENT ON TABLE key_rotation IS 'Progress only: how far it is, is read from the rows that name key versions.'`,
  `ALTER TABLE key_rotation ENABLE ROW LEVEL SECURITY`,
  `ALTER TABLE key_rotation FORCE ROW LEVEL SECURITY`,
  `CREATE POLICY key_rotation_read ON key_rotation FOR SELECT TO ${app}
    USING (centre_id = app_organisation() OR ${holds('operator')} OR ${holds('key-rotation')})`,
  `CREATE POLICY key_rotation_start ON key_rotation FOR INSERT TO ${app}
    WITH CHECK (centre_id = app_organisation() AND ${holds('operator')} AND state = 'moving')`,
  `CREATE POLICY key_rotation_progress ON key_rotation FOR UPDATE TO ${app}
    USING (centre_id = app_organisation() AND ${holds('key-rotation')})`,
  `GRANT SELECT, INSERT ON key_rotation TO ${app}`,
  `GRANT UPDATE (state, total, left_over, failure, settling_since, finished_at) ON key_rotation TO ${app}`,
];
