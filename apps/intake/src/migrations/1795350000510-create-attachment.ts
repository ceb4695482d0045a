import { rowMacColumnV1, sealedColumnV1 } from '@an-tam/field-encryption/typeorm';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const app = 'intake_app';
const visibleCase = `centre_id = app_organisation() AND EXISTS (SELECT 1 FROM case_file c WHERE c.id = attachment.case_id)`;
/** Whoever works with files is to know whether documents may be added. */
const readSetting = (roles: string) =>
  `ALTER POLICY care_setting_read ON care_setting USING (centre_id = app_organisation() AND app_roles() && ARRAY[${roles}])`;
const rotating = `'system:key-rotation' = ANY (app_roles())`;

/** Documents of a case, where a centre allows them. */
export class CreateAttachment1795350000510 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const sql of [
      `ALTER TABLE care_setting ADD COLUMN attachments boolean NOT NULL DEFAULT false`,
      readSetting(`'outreach_worker', 'case_manager', 'supervisor'`),
      `CREATE TABLE attachment (
        id uuid PRIMARY KEY,
        case_id uuid NOT NULL REFERENCES case_file (id),
        centre_id uuid NOT NULL,
        version integer NOT NULL CHECK (version > 0),
        ${rowMacColumnV1},
        ${sealedColumnV1('content', 'text')},
        file bytea NOT NULL CHECK (octet_length(file) > 1024),
        created_at timestamptz NOT NULL DEFAULT now()
      )`,
      // Encrypted already: pressing it together again costs time and gains nothing.
      `ALTER TABLE attachment ALTER COLUMN file SET STORAGE EXTERNAL`,
      `CREATE INDEX attachment_of_case ON attachment (case_id, created_at)`,
      `COMMENT ON TABLE attachment IS 'Documents of a case: what they are, sealed, and their bytes, encrypted.'`,
      `COMMENT ON COLUMN attachment.file IS 'crypto_secretstream under a key of its own, which stands in the sealed content.'`,
      `ALTER TABLE attachment ENABLE ROW LEVEL SECURITY`,
      `ALTER TABLE attachment FORCE ROW LEVEL SECURITY`,
      `GRANT SELECT, INSERT, DELETE, UPDATE (content, row_mac) ON attachment TO ${app}`,
      `CREATE POLICY attachment_of_visible_case ON attachment TO ${app} USING (${visibleCase}) WITH CHECK (${visibleCase})`,
      `CREATE POLICY attachment_only_sealed_anew ON attachment AS RESTRICTIVE FOR UPDATE TO ${app} USING (${rotating})`,
    ])
      await runner.query(sql);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE attachment');
    await runner.query(readSetting(`'case_manager', 'supervisor'`));
    await runner.query('ALTER TABLE care_setting DROP COLUMN attachments');
  }
}
