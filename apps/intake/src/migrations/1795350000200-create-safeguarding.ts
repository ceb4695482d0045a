import { rowMacColumnV1, sealedColumnV1 } from '@an-tam/field-encryption/typeorm';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const app = 'intake_app';
const ofCentre = 'centre_id = app_organisation()';
const erased = `'system:erasure' = ANY (app_roles())
  AND EXISTS (SELECT 1 FROM case_tombstone x WHERE x.id = safeguarding_concern.case_id AND x.state = 'keys_destroyed')`;
const visibleCase = `${ofCentre} AND EXISTS (SELECT 1 FROM case_file c WHERE c.id = safeguarding_concern.case_id)`;
const clockWatch = `${ofCentre} AND 'system:safeguarding' = ANY (app_roles()) AND state = 'open'`;

/** Concerns for somebody's safety, each with a clock. */
export class CreateSafeguarding1795350000200 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const sql of statements) await runner.query(sql);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE safeguarding_escalation, safeguarding_concern');
  }
}

const statements = [
  `CREATE TABLE safeguarding_concern (
    id uuid PRIMARY KEY,
    case_id uuid NOT NULL REFERENCES case_file (id),
    centre_id uuid NOT NULL,
    version integer NOT NULL CHECK (version > 0),
    ${rowMacColumnV1},
    created_at timestamptz NOT NULL DEFAULT now(),
    state text NOT NULL CHECK (state IN ('open', 'ended')),
    opened_at text NOT NULL CHECK (opened_at ~ '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}\\.\\d{3}Z$'),
    next_due_at text CHECK (next_due_at ~ '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}\\.\\d{3}Z$'),
    ${sealedColumnV1('content', 'text')}
  )`,
  `CREATE INDEX safeguarding_concern_of_case ON safeguarding_concern (case_id)`,
  `CREATE INDEX safeguarding_concern_clock ON safeguarding_concern (centre_id, next_due_at) WHERE state = 'open'`,
  `COMMENT ON TABLE safeguarding_concern IS 'That somebody may be in danger, with the steps that are taken.'`,
  `COMMENT ON COLUMN safeguarding_concern.next_due_at IS 'Time of the next open step; alike for every kind of concern.'`,
  `ALTER TABLE safeguarding_concern ENABLE ROW LEVEL SECURITY`,
  `ALTER TABLE safeguarding_concern FORCE ROW LEVEL SECURITY`,
  `GRANT SELECT, INSERT, UPDATE, DELETE ON safeguarding_concern TO ${app}`,
  `CREATE POLICY safeguarding_concern_of_visible_case ON safeguarding_concern TO ${app}
    USING (${visibleCase}) WITH CHECK (${visibleCase})`,
  `CREATE POLICY safeguarding_concern_watch ON safeguarding_concern FOR SELECT TO ${app} USING (${clockWatch})`,
  `CREATE POLICY safeguarding_concern_only_erased ON safeguarding_concern AS RESTRICTIVE FOR DELETE TO ${app}
    USING (${erased})`,
  `CREATE TABLE safeguarding_escalation (
    concern_id uuid NOT NULL REFERENCES safeguarding_concern (id) ON DELETE CASCADE,
    centre_id uuid NOT NULL,
    due_at text NOT NULL,
    level smallint NOT NULL CHECK (level IN (1, 2)),
    told_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (concern_id, due_at, level)
  )`,
  `COMMENT ON TABLE safeguarding_escalation IS 'That supervisors are told of a clock. Written once, never changed.'`,
  `COMMENT ON COLUMN safeguarding_escalation.level IS '1: half the time is over. 2: late.'`,
  `ALTER TABLE safeguarding_escalation ENABLE ROW LEVEL SECURITY`,
  `ALTER TABLE safeguarding_escalation FORCE ROW LEVEL SECURITY`,
  `GRANT SELECT, INSERT ON safeguarding_escalation TO ${app}`,
  `CREATE POLICY safeguarding_escalation_read ON safeguarding_escalation FOR SELECT TO ${app}
    USING (${ofCentre} AND EXISTS (SELECT 1 FROM safeguarding_concern s WHERE s.id = concern_id))`,
  `CREATE POLICY safeguarding_escalation_tell ON safeguarding_escalation FOR INSERT TO ${app}
    WITH CHECK (${ofCentre} AND 'system:safeguarding' = ANY (app_roles())
      AND EXISTS (SELECT 1 FROM safeguarding_concern s WHERE s.id = concern_id))`,
];
