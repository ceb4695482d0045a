import type { MigrationInterface, QueryRunner } from 'typeorm';

const hasRole = (...roles: string[]) => `(SELECT app_roles() && ARRAY[${roles.map((role) => `'${role}'`).join(', ')}])`;
const another = `centre_id = app_organisation() AND account_id <> app_account()`;
const second = (using: string, check: string) =>
  `ALTER POLICY emergency_access_second ON emergency_access USING (${using}) WITH CHECK (${check})`;

const before = `${another} AND ${hasRole('supervisor')}`;
const since = `${another} AND ${hasRole('supervisor', 'dpo')}`;

/** Who agreed to an emergency does not review it as well; the data-protection officer may, and agrees to none. */
export class ReviewByTheUninvolved1795350000100 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // Reviews from before this rule stay as they were made.
    await runner.query(
      `ALTER TABLE emergency_access ADD CONSTRAINT emergency_access_reviewer CHECK (reviewed_by_id <> approved_by_id) NOT VALID`,
    );
    // Whose row it is and of which centre cannot be changed, so the old row alone is asked about that.
    const mayApprove = `(${hasRole('supervisor')} OR approved_by_id IS DISTINCT FROM app_account())`;
    await runner.query(second(since, mayApprove));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(second(before, before));
    await runner.query(`ALTER TABLE emergency_access DROP CONSTRAINT emergency_access_reviewer`);
  }
}
