import type { MigrationInterface, QueryRunner } from 'typeorm';

const account = `nullif(current_setting('app.account_id', true), '')::uuid`;
/** The gateway looks a session up before it knows whose it is. */
const isGateway = `current_setting('app.roles', true) = 'system:gateway'`;

/** Sessions of signed-in people and sign-ins on their way. Cookies are kept as hashes only. */
export class CreateSessions1795132800001 implements MigrationInterface {
  readonly name = 'CreateSessions1795132800001';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [
      `CREATE TABLE session (
        cookie_hash bytea PRIMARY KEY CHECK (length(cookie_hash) = 32),
        account_id uuid NOT NULL,
        organisation_id uuid NOT NULL,
        provider_session_uid text,
        opened_at timestamptz NOT NULL DEFAULT now(),
        last_seen_at timestamptz NOT NULL DEFAULT now(),
        ends_at timestamptz NOT NULL
      )`,
      `CREATE INDEX session_of_account ON session (account_id)`,
      `CREATE INDEX session_by_end ON session (ends_at)`,
      `COMMENT ON TABLE session IS 'One row a signed-in browser. Roles are never kept here: they are asked on every request.'`,
      `COMMENT ON COLUMN session.cookie_hash IS 'SHA-256 of the cookie; the cookie itself is nowhere but in the browser.'`,
      `COMMENT ON COLUMN session.account_id IS 'Who is signed in.'`,
      `COMMENT ON COLUMN session.organisation_id IS 'The one organisation the session acts for.'`,
      `COMMENT ON COLUMN session.provider_session_uid IS 'The session at the OpenID provider, ended together with this one.'`,
      `COMMENT ON COLUMN session.opened_at IS 'When the person signed in.'`,
      `COMMENT ON COLUMN session.last_seen_at IS 'Last use, to the minute; idle sessions end.'`,
      `COMMENT ON COLUMN session.ends_at IS 'Ends then whatever its use.'`,
      `ALTER TABLE session ENABLE ROW LEVEL SECURITY`,
      `ALTER TABLE session FORCE ROW LEVEL SECURITY`,
      `CREATE POLICY session_of_gateway ON session USING (${isGateway}) WITH CHECK (${isGateway})`,
      `CREATE POLICY session_of_account ON session USING (account_id = ${account}) WITH CHECK (account_id = ${account})`,
      `GRANT SELECT, INSERT, UPDATE, DELETE ON session TO gateway_app`,

      `CREATE TABLE sign_in_state (
        browser_hash bytea PRIMARY KEY CHECK (length(browser_hash) = 32),
        state text NOT NULL,
        nonce text NOT NULL,
        code_verifier text NOT NULL,
        return_to text NOT NULL CHECK (return_to LIKE '/%'),
        expires_at timestamptz NOT NULL
      )`,
      `CREATE INDEX sign_in_state_by_expiry ON sign_in_state (expires_at)`,
      `COMMENT ON TABLE sign_in_state IS 'Sign-ins on their way; read once.'`,
      `COMMENT ON COLUMN sign_in_state.browser_hash IS 'SHA-256 of the cookie of the browser that began.'`,
      `COMMENT ON COLUMN sign_in_state.state IS 'OpenID state.'`,
      `COMMENT ON COLUMN sign_in_state.nonce IS 'OpenID nonce.'`,
      `COMMENT ON COLUMN sign_in_state.code_verifier IS 'PKCE verifier.'`,
      `COMMENT ON COLUMN sign_in_state.return_to IS 'Local path to show after the sign-in.'`,
      `COMMENT ON COLUMN sign_in_state.expires_at IS 'A quarter of an hour after it began.'`,
      `ALTER TABLE sign_in_state ENABLE ROW LEVEL SECURITY`,
      `ALTER TABLE sign_in_state FORCE ROW LEVEL SECURITY`,
      `CREATE POLICY sign_in_state_of_gateway ON sign_in_state USING (${isGateway}) WITH CHECK (${isGateway})`,
      `GRANT SELECT, INSERT, UPDATE, DELETE ON sign_in_state TO gateway_app`,
    ])
      await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE sign_in_state, session');
  }
}
