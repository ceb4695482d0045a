import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Calls and group activities beside meetings; a number of people and a place stand in a group activity only. */
export class TellKindsOfContact1795330000310 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE contact
      ADD COLUMN kind text NOT NULL DEFAULT 'meeting' CHECK (kind IN ('meeting', 'call', 'silent_call', 'group')),
      ADD COLUMN people integer NOT NULL DEFAULT 1,
      ADD COLUMN commune_code text,
      ADD CONSTRAINT contact_of_group CHECK (
        CASE WHEN kind = 'group' THEN people BETWEEN 2 AND 200 AND commune_code IS NOT NULL
             ELSE people = 1 AND commune_code IS NULL END)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE contact DROP COLUMN kind, DROP COLUMN people, DROP COLUMN commune_code');
  }
}
