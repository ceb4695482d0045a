import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whoever reads the log of a centre is told which file an entry is about: by its code, never more. */
export class OpenAuditDesk1795320000500 implements MigrationInterface {
  readonly name = 'OpenAuditDesk1795320000500';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE POLICY case_file_audit_desk ON case_file FOR SELECT TO intake_app
      USING (centre_id = app_organisation() AND 'system:audit-desk' = ANY (app_roles()))`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP POLICY case_file_audit_desk ON case_file');
  }
}
