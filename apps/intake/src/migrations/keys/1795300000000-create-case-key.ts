import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Wrapped case keys, apart from the cases, so that destroying a key can be final. */
export class CreateCaseKey1795300000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE case_key (
      case_id uuid NOT NULL,
      version integer NOT NULL CHECK (version > 0),
      centre_id uuid NOT NULL,
      key_id bytea NOT NULL CHECK (octet_length(key_id) = 16),
      kek_version integer NOT NULL,
      wrapped bytea NOT NULL,
      created_at timestamptz NOT NULL DEFAULT now(),
      PRIMARY KEY (case_id, version)
    )`);
    await runner.query(`CREATE INDEX case_key_by_kek ON case_key (centre_id, kek_version)`);
    await runner.query(
      `COMMENT ON COLUMN case_key.wrapped IS 'Envelope wrap/v1 under the KEK version of the centre; useless without the key store.'`,
    );
    await runner.query(`ALTER TABLE case_key ENABLE ROW LEVEL SECURITY`);
    await runner.query(`ALTER TABLE case_key FORCE ROW LEVEL SECURITY`);
    await runner.query(`CREATE POLICY case_key_of_centre ON case_key
      USING (centre_id = nullif(current_setting('app.organisation_id', true), '')::uuid)
      WITH CHECK (centre_id = nullif(current_setting('app.organisation_id', true), '')::uuid)`);
    await runner.query(`GRANT SELECT, INSERT, DELETE ON case_key TO intake_keys_app`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE case_key`);
  }
}
