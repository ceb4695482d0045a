import type { MigrationInterface, QueryRunner } from 'typeorm';

const organisation = `nullif(current_setting('app.organisation_id', true), '')::uuid`;
const roles = `string_to_array(current_setting('app.roles', true), ',')`;
const isCentreRole = `${roles} && ARRAY['outreach_worker', 'case_manager', 'supervisor']`;
const isPartnerRole = `${roles} && ARRAY['partner_worker', 'partner_manager']`;
const isManager = `'partner_manager' = ANY (${roles})`;

/** Keys of organisations: the public half for every centre, the sealed secret half for the organisation alone. */
export class CreatePartnerKey1795305600002 implements MigrationInterface {
  readonly name = 'CreatePartnerKey1795305600002';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [
      `CREATE TABLE partner_key (
        key_id text PRIMARY KEY,
        organization_id uuid NOT NULL REFERENCES organization (id),
        public_key text NOT NULL,
        fingerprint text NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        retired_at timestamptz
      )`,
      `CREATE UNIQUE INDEX partner_key_current ON partner_key (organization_id) WHERE retired_at IS NULL`,
      `COMMENT ON TABLE partner_key IS 'Public keys packets are sealed to; at most one current key an organisation.'`,
      `COMMENT ON COLUMN partner_key.key_id IS 'Derived from the public key.'`,
      `COMMENT ON COLUMN partner_key.organization_id IS 'Whose key.'`,
      `COMMENT ON COLUMN partner_key.public_key IS 'X-Wing public key, base64url.'`,
      `COMMENT ON COLUMN partner_key.fingerprint IS 'Read aloud when a supervisor confirms the key.'`,
      `COMMENT ON COLUMN partner_key.created_at IS 'When it was registered.'`,
      `COMMENT ON COLUMN partner_key.retired_at IS 'When another took its place.'`,
      `ALTER TABLE partner_key ENABLE ROW LEVEL SECURITY`,
      `ALTER TABLE partner_key FORCE ROW LEVEL SECURITY`,
      `CREATE POLICY partner_key_read ON partner_key FOR SELECT
        USING (${isCentreRole} OR (${isPartnerRole} AND organization_id = ${organisation}))`,
      `CREATE POLICY partner_key_add ON partner_key FOR INSERT
        WITH CHECK (${isManager} AND organization_id = ${organisation})`,
      `GRANT SELECT, INSERT ON partner_key TO referral_app`,

      `CREATE TABLE partner_secret_key (
        key_id text PRIMARY KEY REFERENCES partner_key (key_id),
        organization_id uuid NOT NULL,
        sealed_secret_key jsonb NOT NULL
      )`,
      `COMMENT ON TABLE partner_secret_key IS 'Secret keys, sealed in the browser of the organisation; opaque here.'`,
      `COMMENT ON COLUMN partner_secret_key.key_id IS 'The key it belongs to.'`,
      `COMMENT ON COLUMN partner_secret_key.organization_id IS 'Whose key.'`,
      `COMMENT ON COLUMN partner_secret_key.sealed_secret_key IS 'Sealed under the unlock passphrase (Argon2id).'`,
      `ALTER TABLE partner_secret_key ENABLE ROW LEVEL SECURITY`,
      `ALTER TABLE partner_secret_key FORCE ROW LEVEL SECURITY`,
      `CREATE POLICY partner_secret_key_read ON partner_secret_key FOR SELECT
        USING (${isPartnerRole} AND organization_id = ${organisation})`,
      `CREATE POLICY partner_secret_key_add ON partner_secret_key FOR INSERT
        WITH CHECK (${isManager} AND organization_id = ${organisation})`,
      `GRANT SELECT, INSERT ON partner_secret_key TO referral_app`,
    ])
      await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE partner_secret_key, partner_key');
  }
}
