import type { MigrationInterface, QueryRunner } from 'typeorm';

const self = `nullif(current_setting('app.account_id', true), '')::uuid`;
const isOwnProcess = `current_setting('app.roles', true) IN ('system:sign-in', 'system:accounts')`;
const isSignIn = `current_setting('app.roles', true) = 'system:sign-in'`;

const ownedByAccount = (table: string): string[] => [
  `ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY`,
  `ALTER TABLE ${table} FORCE ROW LEVEL SECURITY`,
  `CREATE POLICY ${table}_own ON ${table} USING (account_id = ${self}) WITH CHECK (account_id = ${self})`,
  `CREATE POLICY ${table}_of_process ON ${table} USING (${isOwnProcess}) WITH CHECK (${isOwnProcess})`,
  `GRANT SELECT, INSERT, UPDATE, DELETE ON ${table} TO identity_app`,
];

const ofSignIn = (table: string): string[] => [
  `ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY`,
  `ALTER TABLE ${table} FORCE ROW LEVEL SECURITY`,
  `CREATE POLICY ${table}_of_sign_in ON ${table} USING (${isSignIn}) WITH CHECK (${isSignIn})`,
  `GRANT SELECT, INSERT, UPDATE, DELETE ON ${table} TO identity_app`,
];

/** Second factors of accounts, and what a sign-in in two steps keeps between them. */
export class CreateSecondFactors1795310000100 implements MigrationInterface {
  readonly name = 'CreateSecondFactors1795310000100';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [
      `CREATE TABLE authenticator_app (
        account_id uuid PRIMARY KEY REFERENCES account (id),
        sealed_secret bytea NOT NULL,
        last_step bigint NOT NULL,
        added_at timestamptz NOT NULL DEFAULT now()
      )`,
      `COMMENT ON TABLE authenticator_app IS 'Authenticator app of an account (RFC 6238).'`,
      `COMMENT ON COLUMN authenticator_app.account_id IS 'Whose.'`,
      `COMMENT ON COLUMN authenticator_app.sealed_secret IS 'Shared secret, sealed with a key that the database does not hold.'`,
      `COMMENT ON COLUMN authenticator_app.last_step IS 'Time step of the last code taken; no code of it or an earlier one is taken again.'`,
      `COMMENT ON COLUMN authenticator_app.added_at IS 'When it was set up.'`,
      ...ownedByAccount('authenticator_app'),

      `CREATE TABLE recovery_code (
        account_id uuid NOT NULL REFERENCES account (id),
        hash bytea NOT NULL CHECK (length(hash) = 32),
        PRIMARY KEY (account_id, hash)
      )`,
      `COMMENT ON TABLE recovery_code IS 'Codes for the day the second factor is not at hand. A used one is gone.'`,
      `COMMENT ON COLUMN recovery_code.account_id IS 'Whose.'`,
      `COMMENT ON COLUMN recovery_code.hash IS 'Keyed hash; the code itself is on the person''s paper alone.'`,
      ...ownedByAccount('recovery_code'),

      `CREATE TABLE passkey (
        credential_id text PRIMARY KEY CHECK (length(credential_id) BETWEEN 16 AND 1400),
        account_id uuid NOT NULL REFERENCES account (id),
        public_key bytea NOT NULL,
        counter bigint NOT NULL,
        transports text[] NOT NULL,
        name text NOT NULL,
        added_at timestamptz NOT NULL DEFAULT now(),
        last_used_at timestamptz
      )`,
      `CREATE INDEX passkey_of_account ON passkey (account_id)`,
      `COMMENT ON TABLE passkey IS 'Passkeys (WebAuthn); a public key each, the private one never leaves the device.'`,
      `COMMENT ON COLUMN passkey.credential_id IS 'Name the authenticator gave it, base64url.'`,
      `COMMENT ON COLUMN passkey.account_id IS 'Whose.'`,
      `COMMENT ON COLUMN passkey.public_key IS 'COSE key.'`,
      `COMMENT ON COLUMN passkey.counter IS 'Uses as the authenticator counted them; one that runs backwards is a copy.'`,
      `COMMENT ON COLUMN passkey.transports IS 'How the browser reaches it.'`,
      `COMMENT ON COLUMN passkey.name IS 'What its owner calls it.'`,
      `COMMENT ON COLUMN passkey.added_at IS 'When it was made.'`,
      `COMMENT ON COLUMN passkey.last_used_at IS 'When it last signed somebody in.'`,
      ...ownedByAccount('passkey'),

      `CREATE TABLE passkey_challenge (
        challenge text PRIMARY KEY,
        purpose text NOT NULL,
        expires_at timestamptz NOT NULL
      )`,
      `COMMENT ON TABLE passkey_challenge IS 'Challenges given out and not answered yet; each is good for one answer.'`,
      `COMMENT ON COLUMN passkey_challenge.challenge IS 'Random, base64url.'`,
      `COMMENT ON COLUMN passkey_challenge.purpose IS 'The one sign-in or account the answer counts for.'`,
      `COMMENT ON COLUMN passkey_challenge.expires_at IS 'Five minutes after it was given.'`,
      ...ofSignIn('passkey_challenge'),

      `CREATE TABLE sign_in_step (
        interaction_uid text PRIMARY KEY,
        account_id uuid NOT NULL REFERENCES account (id),
        sign_in_version integer NOT NULL,
        expires_at timestamptz NOT NULL
      )`,
      `COMMENT ON TABLE sign_in_step IS 'Sign-ins whose password was right and that wait for the second factor.'`,
      `COMMENT ON COLUMN sign_in_step.interaction_uid IS 'The sign-in at the provider, bound to one browser.'`,
      `COMMENT ON COLUMN sign_in_step.account_id IS 'Whose password it was.'`,
      `COMMENT ON COLUMN sign_in_step.sign_in_version IS 'The account''s at that moment; a password changed since counts no more.'`,
      `COMMENT ON COLUMN sign_in_step.expires_at IS 'Ten minutes after the password.'`,
      ...ofSignIn('sign_in_step'),
    ])
      await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE sign_in_step, passkey_challenge, passkey, recovery_code, authenticator_app');
  }
}
