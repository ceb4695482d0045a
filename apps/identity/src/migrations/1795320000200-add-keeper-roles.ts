import type { MigrationInterface, QueryRunner } from 'typeorm';

const roles = `'outreach_worker', 'case_manager', 'supervisor', 'partner_worker', 'partner_manager',
  'release_officer', 'provincial_analyst', 'reporting_officer', 'dpo', 'administrator'`;

const known = (codes: string) => `ALTER TABLE membership DROP CONSTRAINT membership_roles_check,
  ADD CONSTRAINT membership_roles_check CHECK (cardinality(roles) > 0 AND roles <@ ARRAY[${codes}])`;

/** Lets a membership hold the roles that open a compartment of files. */
export class AddKeeperRoles1795320000200 implements MigrationInterface {
  readonly name = 'AddKeeperRoles1795320000200';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(known(`${roles}, 'specialist_care', 'safeguarding'`));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(known(roles));
  }
}
