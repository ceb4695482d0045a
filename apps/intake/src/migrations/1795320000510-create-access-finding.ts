import type { MigrationInterface, QueryRunner } from 'typeorm';
import { sealedColumnV1 } from '@an-tam/field-encryption/typeorm';

const app = 'intake_app';
const ofCentre = 'centre_id = app_organisation()';
const isReview = `'system:access-review' = ANY (app_roles())`;
/** Nobody is asked about themselves. */
const reviewer = `${ofCentre} AND app_roles() && ARRAY['supervisor', 'dpo'] AND account_id <> app_account()`;

/** Unusual access to files, found in the log by a job and answered by somebody else than the person concerned. */
export class CreateAccessFinding1795320000510 implements MigrationInterface {
  readonly name = 'CreateAccessFinding1795320000510';

  async up(runner: QueryRunner): Promise<void> {
    for (const sql of statements) await runner.query(sql);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP POLICY case_file_access_review ON case_file');
    await runner.query('DROP POLICY audit_entry_access_review ON audit_entry');
    await runner.query('DROP TABLE access_finding');
  }
}

const statements = [
  `CREATE TABLE access_finding (
    id uuid PRIMARY KEY,
    centre_id uuid NOT NULL,
    account_id uuid NOT NULL,
    day date NOT NULL,
    rule text NOT NULL CHECK (rule IN ('volume', 'night', 'unrelated', 'denied', 'emergencies')),
    observed integer NOT NULL CHECK (observed > usual),
    usual integer NOT NULL CHECK (usual >= 0),
    state text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'explained', 'follow_up', 'settled')),
    found_at timestamptz NOT NULL DEFAULT now(),
    expires_on date NOT NULL,
    ${sealedColumnV1('note', 'text', true)},
    answered_by_id uuid CHECK (answered_by_id <> account_id),
    answered_at timestamptz,
    UNIQUE (centre_id, account_id, day, rule),
    CHECK ((state = 'open') = (answered_at IS NULL)),
    CHECK ((answered_at IS NULL) = (answered_by_id IS NULL) AND (answered_at IS NULL) = (note IS NULL))
  )`,
  `COMMENT ON TABLE access_finding IS 'Days on which somebody opened files in an unusual way: counts, nothing about any client.'`,
  `COMMENT ON COLUMN access_finding.note IS 'Sealed under a key of the centre''s review, of no case.'`,
  `ALTER TABLE access_finding ENABLE ROW LEVEL SECURITY`,
  `ALTER TABLE access_finding FORCE ROW LEVEL SECURITY`,
  `GRANT SELECT, INSERT, DELETE ON access_finding TO ${app}`,
  `GRANT UPDATE (observed, usual, state, note, answered_by_id, answered_at) ON access_finding TO ${app}`,
  `CREATE POLICY access_finding_review ON access_finding TO ${app}
    USING (${ofCentre} AND ${isReview}) WITH CHECK (${ofCentre} AND ${isReview} AND answered_by_id IS NULL)`,
  `CREATE POLICY access_finding_read ON access_finding FOR SELECT TO ${app} USING (${reviewer})`,
  `CREATE POLICY access_finding_answer ON access_finding FOR UPDATE TO ${app}
    USING (${reviewer}) WITH CHECK (answered_by_id = app_account())`,
  // What was done in the centre, and whose work each file is.
  `CREATE POLICY audit_entry_access_review ON audit_entry FOR SELECT TO ${app} USING (
    current_setting('app.roles', true) = 'system:access-review'
    AND organisation_id = nullif(current_setting('app.organisation_id', true), '')::uuid)`,
  `CREATE POLICY case_file_access_review ON case_file FOR SELECT TO ${app} USING (${ofCentre} AND ${isReview})`,
];
