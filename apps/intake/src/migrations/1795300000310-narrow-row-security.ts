import type { MigrationInterface, QueryRunner } from 'typeorm';

const app = 'intake_app';
const ofCentre = 'centre_id = app_organisation()';
const hasRole = (...roles: string[]) => `app_roles() && ARRAY[${roles.map((role) => `'${role}'`).join(', ')}]`;

const centreRoles = hasRole('case_manager', 'supervisor', 'system:referral');
const ownContact = `(${hasRole('outreach_worker')} AND opened_by_id = app_account())`;
const pinRead = `${ofCentre} AND ${hasRole('case_manager', 'supervisor')}`;
const pinWrite = `${ofCentre} AND ${hasRole('supervisor')}`;
const figures = hasRole('release_officer', 'dpo');
const ofProvince = `${figures} AND province_code = current_setting('app.province_code', true)`;
/** A release is seen in its own province alone, and so is who approved it. */
const ofVisibleRelease = `${figures} AND EXISTS (SELECT 1 FROM release r WHERE r.id = release_id)`;
/** Every transaction of the service names its request; a bare connection has none. */
const inRequest = `nullif(current_setting('app.request_id', true), '') IS NOT NULL`;

/** Row security as narrow as the rules wherever it can say the same: by role, not only by place. */
export class NarrowRowSecurity1795300000310 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const sql of [
      `ALTER POLICY contact_of_centre ON contact USING (${ofCentre} AND (${centreRoles} OR ${ownContact}))
        WITH CHECK (${ofCentre} AND opened_by_id = app_account() AND ${hasRole('outreach_worker', 'case_manager', 'supervisor')})`,
      `DROP POLICY partner_key_pin_of_centre ON partner_key_pin`,
      `CREATE POLICY partner_key_pin_read ON partner_key_pin FOR SELECT TO ${app} USING (${pinRead})`,
      `CREATE POLICY partner_key_pin_add ON partner_key_pin FOR INSERT TO ${app} WITH CHECK (${pinWrite})`,
      `CREATE POLICY partner_key_pin_replace ON partner_key_pin FOR UPDATE TO ${app} USING (${pinWrite})`,
      `ALTER POLICY release_of_figures_roles ON release USING (${ofProvince}) WITH CHECK (${ofProvince})`,
      `ALTER POLICY release_approval_of_figures_roles ON release_approval USING (${ofVisibleRelease})
        WITH CHECK (${ofVisibleRelease} AND account_id = app_account())`,
      `ALTER POLICY outbox_sequence_count ON outbox_sequence USING (${inRequest}) WITH CHECK (${inRequest})`,
      `ALTER POLICY outbox_message_add ON outbox_message WITH CHECK (${inRequest})`,
    ])
      await runner.query(sql);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const sql of [
      `ALTER POLICY outbox_message_add ON outbox_message WITH CHECK (true)`,
      `ALTER POLICY outbox_sequence_count ON outbox_sequence USING (true) WITH CHECK (true)`,
      `ALTER POLICY release_approval_of_figures_roles ON release_approval USING (${figures})
        WITH CHECK (${figures} AND account_id = app_account())`,
      `ALTER POLICY release_of_figures_roles ON release USING (${figures}) WITH CHECK (${figures})`,
      ...['read', 'add', 'replace'].map((name) => `DROP POLICY partner_key_pin_${name} ON partner_key_pin`),
      `CREATE POLICY partner_key_pin_of_centre ON partner_key_pin TO ${app} USING (${ofCentre}) WITH CHECK (${ofCentre})`,
      `ALTER POLICY contact_of_centre ON contact
        USING (${ofCentre} AND (${centreRoles} OR opened_by_id = app_account()))
        WITH CHECK (${ofCentre} AND opened_by_id = app_account())`,
    ])
      await runner.query(sql);
  }
}
