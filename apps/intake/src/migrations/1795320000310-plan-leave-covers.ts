import type { MigrationInterface, QueryRunner } from 'typeorm';

const ofCentre = 'centre_id = app_organisation()';

/** Cover can be arranged before the leave begins; until then it opens nothing. */
export class PlanLeaveCovers1795320000310 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const sql of [
      `ALTER TABLE leave_cover ADD COLUMN from_at timestamptz NOT NULL DEFAULT now()`,
      `ALTER TABLE leave_cover ALTER COLUMN from_at DROP DEFAULT`,
      `ALTER TABLE leave_cover DROP CONSTRAINT leave_cover_check1`,
      `ALTER TABLE leave_cover ADD CONSTRAINT leave_cover_length CHECK (until_at <= from_at + interval '60 days')`,
      `COMMENT ON COLUMN leave_cover.from_at IS 'When it begins to open files; before, supervisors alone see it.'`,
      // The policies of case_file look here as the caller: what is hidden from her opens nothing.
      `ALTER POLICY leave_cover_of_centre ON leave_cover
        USING (${ofCentre} AND (from_at <= now() OR app_roles() && ARRAY['supervisor']))`,
    ])
      await runner.query(sql);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const sql of [
      `ALTER POLICY leave_cover_of_centre ON leave_cover USING (${ofCentre})`,
      `ALTER TABLE leave_cover DROP CONSTRAINT leave_cover_length`,
      `ALTER TABLE leave_cover DROP COLUMN from_at`,
      `ALTER TABLE leave_cover ADD CONSTRAINT leave_cover_check1 CHECK (until_at <= made_at + interval '60 days') NOT VALID`,
    ])
      await runner.query(sql);
  }
}
