import type { MigrationInterface, QueryRunner } from 'typeorm';

const primaryKey = (columns: string) =>
  `ALTER TABLE case_key DROP CONSTRAINT case_key_pkey, ADD PRIMARY KEY (${columns})`;

/** While a case moves, its keys are wrapped for both centres: for the one it leaves and the one it goes to. */
export class LetCaseKeysMove1795350000400 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(primaryKey('case_id, version, centre_id'));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(primaryKey('case_id, version'));
  }
}
