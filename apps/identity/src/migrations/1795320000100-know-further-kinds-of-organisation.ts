import type { MigrationInterface, QueryRunner } from 'typeorm';

const before = `'social_work_centre', 'clinic', 'legal_aid', 'vocational_school', 'job_centre', 'policy_bank', 'shelter',
  'core_host', 'health_department', 'reporting_unit', 'enforcement_body'`;

const kindIs = (kinds: string) => [
  'ALTER TABLE organisation DROP CONSTRAINT organisation_kind_check',
  `ALTER TABLE organisation ADD CONSTRAINT organisation_kind_check CHECK (kind IN (${kinds}))`,
];

/** Every kind of the taxonomy can be registered. */
export class KnowFurtherKindsOfOrganisation1795320000100 implements MigrationInterface {
  readonly name = 'KnowFurtherKindsOfOrganisation1795320000100';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of kindIs(`${before}, 'commune_health_station', 'social_organisation', 'womens_union'`))
      await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of kindIs(before)) await runner.query(statement);
  }
}
