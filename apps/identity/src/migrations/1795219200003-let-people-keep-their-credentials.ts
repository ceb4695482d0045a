import type { MigrationInterface, QueryRunner } from 'typeorm';

const self = `nullif(current_setting('app.account_id', true), '')::uuid`;

/** A signed-in person changes the own password; every change of it ends the sign-ins made before. */
export class LetPeopleKeepTheirCredentials1795219200003 implements MigrationInterface {
  readonly name = 'LetPeopleKeepTheirCredentials1795219200003';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [
      `ALTER TABLE account ADD COLUMN sign_in_version integer NOT NULL DEFAULT 1`,
      `COMMENT ON COLUMN account.sign_in_version IS 'Sessions opened under an earlier version have ended.'`,
      `CREATE POLICY account_own_read ON account FOR SELECT USING (id = ${self})`,
      `CREATE POLICY account_own_change ON account FOR UPDATE USING (id = ${self}) WITH CHECK (id = ${self})`,
      `CREATE POLICY account_password_own_read ON account_password FOR SELECT USING (account_id = ${self})`,
      `CREATE POLICY account_password_own_change ON account_password FOR UPDATE
        USING (account_id = ${self}) WITH CHECK (account_id = ${self})`,
      `CREATE FUNCTION end_sign_ins_with_password() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        UPDATE account SET sign_in_version = sign_in_version + 1 WHERE id = NEW.account_id;
        IF NOT FOUND THEN RAISE EXCEPTION 'the sign-ins of the account cannot be ended'; END IF;
        RETURN NULL;
      END $$`,
      `CREATE TRIGGER account_password_changed AFTER UPDATE ON account_password
        FOR EACH ROW WHEN (NEW.hash IS DISTINCT FROM OLD.hash) EXECUTE FUNCTION end_sign_ins_with_password()`,
    ])
      await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of [
      'DROP TRIGGER account_password_changed ON account_password',
      'DROP FUNCTION end_sign_ins_with_password',
      'DROP POLICY account_password_own_change ON account_password',
      'DROP POLICY account_password_own_read ON account_password',
      'DROP POLICY account_own_change ON account',
      'DROP POLICY account_own_read ON account',
      'ALTER TABLE account DROP COLUMN sign_in_version',
    ])
      await runner.query(statement);
  }
}
