import { sealedColumnV1 } from '@an-tam/field-encryption/typeorm';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const columns = [
  ['case_file', 'reach'],
  ['client', 'circumstances'],
] as const;

/** How she can safely be reached, and her household and languages; NULL in rows sealed before the columns were there. */
export class AddSafeReach1795330000200 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const [table, column] of columns)
      await runner.query(`ALTER TABLE ${table} ADD COLUMN ${sealedColumnV1(column, 'fixed256', true)}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const [table, column] of columns) await runner.query(`ALTER TABLE ${table} DROP COLUMN ${column}`);
  }
}
