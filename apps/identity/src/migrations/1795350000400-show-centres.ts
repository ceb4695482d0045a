import type { MigrationInterface, QueryRunner } from 'typeorm';

const leads = `string_to_array(current_setting('app.roles', true), ',') && ARRAY['case_manager', 'supervisor']`;

/** Lets who leads the support know the social-work centres of the own province: a file can go to one of them. */
export class ShowCentres1795350000400 implements MigrationInterface {
  readonly name = 'ShowCentres1795350000400';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE POLICY organisation_centre ON organisation FOR SELECT
        USING (${leads} AND kind = 'social_work_centre' AND province_code = current_setting('app.province_code', true))`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP POLICY organisation_centre ON organisation');
  }
}
