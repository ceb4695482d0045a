import type { MigrationInterface, QueryRunner } from 'typeorm';

const organisation = `nullif(current_setting('app.organisation_id', true), '')::uuid`;
const caseRoles = `ARRAY['outreach_worker', 'case_manager', 'supervisor']`;
/** Who works with files, and who watches over how that is done. */
const mayKnow = `string_to_array(current_setting('app.roles', true), ',') && (${caseRoles} || 'dpo'::text)`;
const worksWithFiles = `organisation_id = ${organisation} AND roles && ${caseRoles}`;

/** Lets members of a centre know the names of those who work with its files. */
export class ShowColleagues1795320000310 implements MigrationInterface {
  readonly name = 'ShowColleagues1795320000310';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE POLICY membership_of_colleague ON membership FOR SELECT
        USING (${mayKnow} AND ${worksWithFiles})`,
    );
    await runner.query(
      `CREATE POLICY account_of_colleague ON account FOR SELECT
        USING (${mayKnow} AND EXISTS (SELECT 1 FROM membership WHERE account_id = account.id AND ${worksWithFiles}))`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP POLICY account_of_colleague ON account');
    await runner.query('DROP POLICY membership_of_colleague ON membership');
  }
}
