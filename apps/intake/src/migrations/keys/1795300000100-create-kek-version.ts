import type { MigrationInterface, QueryRunner } from 'typeorm';

const app = 'intake_keys_app';
const ofCentre = `centre_id = nullif(current_setting('app.organisation_id', true), '')::uuid`;

/**
 * Versions of the keys that wrap case keys. A case key refers to a kept version, so that the database itself lets none be
 * retired while a case key hangs on it, and none be used again afterwards, whatever a process still remembers.
 */
export class CreateKekVersion1795300000100 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE kek_version (
      centre_id uuid NOT NULL,
      version integer NOT NULL CHECK (version > 0),
      kept boolean NOT NULL DEFAULT true,
      retired_at timestamptz,
      PRIMARY KEY (centre_id, version),
      UNIQUE (centre_id, version, kept),
      CHECK (kept = (retired_at IS NULL))
    )`);
    // The owner is under row security too: without this it would see no key to begin with.
    await runner.query(`ALTER TABLE case_key NO FORCE ROW LEVEL SECURITY`);
    await runner.query(
      `INSERT INTO kek_version (centre_id, version) SELECT DISTINCT centre_id, kek_version FROM case_key`,
    );
    await runner.query(`ALTER TABLE case_key
      ADD COLUMN kek_kept boolean NOT NULL DEFAULT true CHECK (kek_kept),
      ADD CONSTRAINT case_key_under_kept_kek FOREIGN KEY (centre_id, kek_version, kek_kept)
        REFERENCES kek_version (centre_id, version, kept)`);
    await runner.query(`ALTER TABLE case_key FORCE ROW LEVEL SECURITY`);
    await runner.query(
      `COMMENT ON COLUMN case_key.kek_kept IS 'Always true: the other half of the reference to a version that is kept.'`,
    );
    await runner.query(`ALTER TABLE kek_version ENABLE ROW LEVEL SECURITY`);
    await runner.query(`ALTER TABLE kek_version FORCE ROW LEVEL SECURITY`);
    await runner.query(
      `CREATE POLICY kek_version_of_centre ON kek_version USING (${ofCentre}) WITH CHECK (${ofCentre})`,
    );
    // A version that is retired stays so: nobody may make it a kept one again.
    await runner.query(
      `CREATE POLICY kek_version_retire ON kek_version AS RESTRICTIVE FOR UPDATE USING (kept) WITH CHECK (NOT kept)`,
    );
    await runner.query(`GRANT SELECT, INSERT ON kek_version TO ${app}`);
    await runner.query(`GRANT UPDATE (kept, retired_at) ON kek_version TO ${app}`);
    await runner.query(`GRANT UPDATE (kek_version, wrapped) ON case_key TO ${app}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`REVOKE UPDATE (kek_version, wrapped) ON case_key FROM ${app}`);
    await runner.query(`ALTER TABLE case_key DROP COLUMN kek_kept`);
    await runner.query(`DROP TABLE kek_version`);
  }
}
