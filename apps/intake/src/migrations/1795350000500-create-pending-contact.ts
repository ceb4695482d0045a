import { sealedColumnV1 } from '@an-tam/field-encryption/typeorm';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const app = 'intake_app';
const ofCentre = 'centre_id = app_organisation()';
const hasRole = (...roles: string[]) => `app_roles() && ARRAY[${roles.map((role) => `'${role}'`).join(', ')}]`;
const job = hasRole('system:retention');
const leads = hasRole('case_manager', 'supervisor');
const own = `(${hasRole('outreach_worker')} AND noted_by_id = app_account())`;

/**
 * People whom other units introduce, kept for two weeks; and the job that removes what is kept longer than its purpose
 * allows: these, contacts about nobody, and closed files, whose erasure it may begin as a supervisor does.
 */
export class CreatePendingContact1795350000500 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const sql of [...table, ...retention]) await runner.query(sql);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const sql of [
      `DROP POLICY case_tombstone_retention ON case_tombstone`,
      `DROP POLICY case_file_retention_holds ON case_file`,
      `DROP POLICY case_file_retention ON case_file`,
      `DROP POLICY closure_retention ON closure`,
      ...['read', 'remove', 'only_expired'].map((name) => `DROP POLICY contact_${name} ON contact`),
      `REVOKE DELETE ON contact FROM ${app}`,
      `DROP TABLE pending_contact`,
    ])
      await runner.query(sql);
  }
}

const table = [
  `CREATE TABLE pending_contact (
    id uuid PRIMARY KEY,
    centre_id uuid NOT NULL,
    noted_by_id uuid NOT NULL,
    keep_until text NOT NULL CHECK (keep_until ~ '^\\d{4}-\\d{2}-\\d{2}$'),
    ${sealedColumnV1('content', 'text')},
    created_at timestamptz NOT NULL DEFAULT now()
  )`,
  `CREATE INDEX pending_contact_of_centre ON pending_contact (centre_id, keep_until)`,
  `COMMENT ON TABLE pending_contact IS 'People whom other units introduce; nothing of who sent them, nor why.'`,
  `COMMENT ON COLUMN pending_contact.content IS 'How and when it is safe to reach her; sealed under a key of this record alone.'`,
  `COMMENT ON COLUMN pending_contact.keep_until IS 'Last day; then row and key are destroyed, unless a file came of it before.'`,
  `ALTER TABLE pending_contact ENABLE ROW LEVEL SECURITY`,
  `ALTER TABLE pending_contact FORCE ROW LEVEL SECURITY`,
  `GRANT SELECT, INSERT, DELETE ON pending_contact TO ${app}`,
  `CREATE POLICY pending_contact_read ON pending_contact FOR SELECT TO ${app}
    USING (${ofCentre} AND (${leads} OR ${own} OR ${hasRole('system:key-sweep')}) OR ${job})`,
  `CREATE POLICY pending_contact_note ON pending_contact FOR INSERT TO ${app}
    WITH CHECK (${ofCentre} AND noted_by_id = app_account() AND ${hasRole('outreach_worker', 'case_manager', 'supervisor')})`,
  `CREATE POLICY pending_contact_end ON pending_contact FOR DELETE TO ${app}
    USING (${ofCentre} AND (${leads} OR ${own} OR ${job}))`,
];

const retention = [
  `GRANT DELETE ON contact TO ${app}`,
  `CREATE POLICY contact_read ON contact FOR SELECT TO ${app} USING (${job})`,
  `CREATE POLICY contact_remove ON contact FOR DELETE TO ${app} USING (${ofCentre} AND ${job})`,
  `CREATE POLICY contact_only_expired ON contact AS RESTRICTIVE FOR DELETE TO ${app} USING (${job})`,
  // Which files' time is over, over all centres; then one centre after the other, its closed files alone.
  `CREATE POLICY closure_retention ON closure FOR SELECT TO ${app} USING (${job} AND state = 'approved')`,
  `CREATE POLICY case_file_retention ON case_file FOR SELECT TO ${app}
    USING (${ofCentre} AND ${job} AND status = 'closed')`,
  `CREATE POLICY case_file_retention_holds ON case_file FOR UPDATE TO ${app}
    USING (${ofCentre} AND ${job} AND status = 'closed') WITH CHECK (false)`,
  `CREATE POLICY case_tombstone_retention ON case_tombstone FOR INSERT TO ${app}
    WITH CHECK (${ofCentre} AND ${job} AND intended_by_id IS NULL AND state = 'intended'
      AND EXISTS (SELECT 1 FROM closure c WHERE c.case_id = case_tombstone.id AND c.state = 'approved'))`,
];
