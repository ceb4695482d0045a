import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The part of the log from which a client is told who opened the file: entries about cases, of one centre. */
export class TellCaseReaders1795310000300 implements MigrationInterface {
  readonly name = 'TellCaseReaders1795310000300';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE POLICY audit_entry_tell_readers ON audit_entry FOR SELECT USING (
      current_setting('app.roles', true) = 'system:case-readers' AND case_id IS NOT NULL
      AND organisation_id = nullif(current_setting('app.organisation_id', true), '')::uuid)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP POLICY audit_entry_tell_readers ON audit_entry');
  }
}
