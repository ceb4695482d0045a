import type { MigrationInterface, QueryRunner } from 'typeorm';

const isProvider = `current_setting('app.roles', true) = 'system:openid'`;

/** Short-lived state of the OpenID provider. Its cookies are signed, so an id read from here opens nothing. */
export class CreateOidcPayload1795219200002 implements MigrationInterface {
  readonly name = 'CreateOidcPayload1795219200002';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [
      `CREATE TABLE oidc_payload (
        model text NOT NULL,
        id text NOT NULL,
        payload jsonb NOT NULL,
        grant_id text,
        uid text,
        consumed_at timestamptz,
        expires_at timestamptz NOT NULL,
        PRIMARY KEY (model, id)
      )`,
      `CREATE INDEX oidc_payload_of_grant ON oidc_payload (grant_id) WHERE grant_id IS NOT NULL`,
      `CREATE UNIQUE INDEX oidc_payload_by_uid ON oidc_payload (model, uid) WHERE uid IS NOT NULL`,
      `CREATE INDEX oidc_payload_by_expiry ON oidc_payload (expires_at)`,
      `COMMENT ON TABLE oidc_payload IS 'State of sign-ins in progress, codes and provider sessions.'`,
      `COMMENT ON COLUMN oidc_payload.model IS 'Kind of state, as Session or AuthorizationCode.'`,
      `COMMENT ON COLUMN oidc_payload.id IS 'Random id within the kind.'`,
      `COMMENT ON COLUMN oidc_payload.payload IS 'What the provider keeps: account id, client, times. No name, no password.'`,
      `COMMENT ON COLUMN oidc_payload.grant_id IS 'The grant it hangs on; ends with it.'`,
      `COMMENT ON COLUMN oidc_payload.uid IS 'Second name of a provider session.'`,
      `COMMENT ON COLUMN oidc_payload.consumed_at IS 'Set once: a code is good for one exchange.'`,
      `COMMENT ON COLUMN oidc_payload.expires_at IS 'Removed after this time.'`,
      `ALTER TABLE oidc_payload ENABLE ROW LEVEL SECURITY`,
      `ALTER TABLE oidc_payload FORCE ROW LEVEL SECURITY`,
      `CREATE POLICY oidc_payload_of_provider ON oidc_payload USING (${isProvider}) WITH CHECK (${isProvider})`,
      `GRANT SELECT, INSERT, UPDATE, DELETE ON oidc_payload TO identity_app`,
    ])
      await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE oidc_payload');
  }
}
