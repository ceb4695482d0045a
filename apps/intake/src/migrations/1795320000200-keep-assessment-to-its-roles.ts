import type { MigrationInterface, QueryRunner } from 'typeorm';

const ofVisibleCase = `centre_id = app_organisation() AND EXISTS (SELECT 1 FROM case_file c WHERE c.id = screening.case_id)`;
/** Who assesses, and the jobs that seal anew or remove what they do not read. */
const assessing = `(SELECT app_roles() && ARRAY['case_manager', 'supervisor', 'system:key-rotation', 'system:erasure'])`;

const policy = (condition: string) =>
  `ALTER POLICY screening_of_visible_case ON screening USING (${condition}) WITH CHECK (${condition})`;

/**
 * Screenings are out of reach of who opens a file without assessing it. Referrals are not: whoever takes back a consent
 * ends those that rest on it, and what they are for stays sealed.
 */
export class KeepAssessmentToItsRoles1795320000200 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(policy(`${assessing} AND ${ofVisibleCase}`));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(policy(ofVisibleCase));
  }
}
