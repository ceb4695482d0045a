import type { MigrationInterface, QueryRunner } from 'typeorm';

const isUpkeep = `current_setting('app.roles', true) = 'system:accounts'`;

/** One-time codes with which people set up their sign-in: new accounts, and accounts whose second factor is lost. */
export class CreateEnrolmentCodes1795310000200 implements MigrationInterface {
  readonly name = 'CreateEnrolmentCodes1795310000200';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [
      `ALTER TABLE account ADD COLUMN enrolled boolean NOT NULL DEFAULT false`,
      // Under the row security that holds for the tables' owner too.
      `SELECT set_config('app.roles', 'system:accounts', true)`,
      `UPDATE account SET enrolled = true WHERE EXISTS (SELECT 1 FROM account_password p WHERE p.account_id = account.id)`,
      `SELECT set_config('app.roles', '', true)`,
      `COMMENT ON COLUMN account.enrolled IS 'Whether its owner has set up the sign-in.'`,
      `CREATE TABLE enrolment_code (
        account_id uuid PRIMARY KEY REFERENCES account (id),
        hash bytea NOT NULL UNIQUE CHECK (length(hash) = 32),
        expires_at timestamptz NOT NULL
      )`,
      `COMMENT ON TABLE enrolment_code IS 'Invitations that have not been taken up; one an account, gone once used.'`,
      `COMMENT ON COLUMN enrolment_code.account_id IS 'Whose sign-in it sets up.'`,
      `COMMENT ON COLUMN enrolment_code.hash IS 'Keyed hash; the code itself was shown once to who made it.'`,
      `COMMENT ON COLUMN enrolment_code.expires_at IS 'Worth nothing afterwards.'`,
      `ALTER TABLE enrolment_code ENABLE ROW LEVEL SECURITY`,
      `ALTER TABLE enrolment_code FORCE ROW LEVEL SECURITY`,
      `CREATE POLICY enrolment_code_of_upkeep ON enrolment_code USING (${isUpkeep}) WITH CHECK (${isUpkeep})`,
      `GRANT SELECT, INSERT, UPDATE, DELETE ON enrolment_code TO identity_app`,
    ])
      await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE enrolment_code');
    await runner.query('ALTER TABLE account DROP COLUMN enrolled');
  }
}
