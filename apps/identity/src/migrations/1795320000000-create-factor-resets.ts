import type { MigrationInterface, QueryRunner } from 'typeorm';

const organisation = `nullif(current_setting('app.organisation_id', true), '')::uuid`;
const self = `nullif(current_setting('app.account_id', true), '')::uuid`;
const roles = `string_to_array(current_setting('app.roles', true), ',')`;
const isUpkeep = `current_setting('app.roles', true) = 'system:accounts'`;
const isGrants = `current_setting('app.roles', true) = 'system:grants'`;
const isAdministrator = `'administrator' = ANY (${roles})`;
/** Who answers for an organisation: any of them can be the second person. */
const answers = `(organisation_id = ${organisation}
  AND ${roles} && ARRAY['administrator', 'dpo', 'supervisor', 'partner_manager'])`;

/** Requests to replace a lost second factor: two people, a waiting time, and a word of the account's owner. */
export class CreateFactorResets1795320000000 implements MigrationInterface {
  readonly name = 'CreateFactorResets1795320000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [
      `CREATE TABLE factor_reset (
        id uuid PRIMARY KEY,
        account_id uuid NOT NULL REFERENCES account (id),
        organisation_id uuid NOT NULL REFERENCES organisation (id),
        reason text NOT NULL CHECK (reason IN ('device_lost', 'device_broken', 'never_set_up')),
        asked_by uuid NOT NULL REFERENCES account (id) CHECK (asked_by <> account_id),
        asked_at timestamptz NOT NULL DEFAULT now(),
        approved_by uuid REFERENCES account (id) CHECK (approved_by <> account_id AND approved_by <> asked_by),
        approved_at timestamptz,
        opens_at timestamptz,
        code_hash bytea UNIQUE CHECK (length(code_hash) = 32),
        expires_at timestamptz NOT NULL,
        ended_at timestamptz,
        ended_how text CHECK (ended_how IN ('stopped', 'cancelled', 'used', 'expired')),
        CHECK ((approved_by IS NULL) = (approved_at IS NULL) AND (approved_by IS NULL) = (opens_at IS NULL)
          AND (approved_by IS NULL) = (code_hash IS NULL)),
        CHECK ((ended_at IS NULL) = (ended_how IS NULL)),
        CHECK (ended_how <> 'used' OR approved_by IS NOT NULL)
      )`,
      `CREATE UNIQUE INDEX factor_reset_open ON factor_reset (account_id, organisation_id) WHERE ended_at IS NULL`,
      `CREATE INDEX factor_reset_of_organisation ON factor_reset (organisation_id) WHERE ended_at IS NULL`,
      `COMMENT ON TABLE factor_reset IS 'Requests to replace a lost second factor. The two people and the owner are three, by constraint.'`,
      `COMMENT ON COLUMN factor_reset.id IS 'Random.'`,
      `COMMENT ON COLUMN factor_reset.account_id IS 'Whose second factor.'`,
      `COMMENT ON COLUMN factor_reset.organisation_id IS 'Where the two people and the owner belong.'`,
      `COMMENT ON COLUMN factor_reset.reason IS 'Coded; nothing is told of the person.'`,
      `COMMENT ON COLUMN factor_reset.asked_by IS 'The administrator who asked.'`,
      `COMMENT ON COLUMN factor_reset.asked_at IS 'From then on the owner is told.'`,
      `COMMENT ON COLUMN factor_reset.approved_by IS 'The second person.'`,
      `COMMENT ON COLUMN factor_reset.approved_at IS 'The waiting time begins.'`,
      `COMMENT ON COLUMN factor_reset.opens_at IS 'The waiting time ends; the code works from then on.'`,
      `COMMENT ON COLUMN factor_reset.code_hash IS 'Keyed hash of the one-time code, which was shown once to who approved.'`,
      `COMMENT ON COLUMN factor_reset.expires_at IS 'Worth nothing afterwards.'`,
      `COMMENT ON COLUMN factor_reset.ended_at IS 'Stopped, cancelled, used or found expired then.'`,
      `COMMENT ON COLUMN factor_reset.ended_how IS 'By its owner, by the organisation, by its use, or by time.'`,
      `ALTER TABLE factor_reset ENABLE ROW LEVEL SECURITY`,
      `ALTER TABLE factor_reset FORCE ROW LEVEL SECURITY`,
      `CREATE POLICY factor_reset_read ON factor_reset FOR SELECT
        USING (${answers} OR account_id = ${self} OR ${isGrants})`,
      `CREATE POLICY factor_reset_ask ON factor_reset FOR INSERT WITH CHECK (${isAdministrator}
        AND organisation_id = ${organisation} AND asked_by = ${self} AND account_id <> ${self} AND approved_by IS NULL)`,
      `CREATE POLICY factor_reset_decide ON factor_reset FOR UPDATE USING (${answers}) WITH CHECK (${answers})`,
      `CREATE POLICY factor_reset_stop ON factor_reset FOR UPDATE USING (account_id = ${self})
        WITH CHECK (account_id = ${self} AND ended_how = 'stopped')`,
      `CREATE POLICY factor_reset_use ON factor_reset USING (${isUpkeep}) WITH CHECK (${isUpkeep})`,
      `GRANT SELECT, INSERT ON factor_reset TO identity_app`,
      `GRANT UPDATE (approved_by, approved_at, opens_at, code_hash, expires_at, ended_at, ended_how) ON factor_reset
        TO identity_app`,
      // Whoever may see a request sees who is concerned; its own row security decides which those are.
      `CREATE POLICY account_read_of_factor_reset ON account FOR SELECT USING (EXISTS (SELECT 1 FROM factor_reset r
        WHERE account.id IN (r.account_id, r.asked_by, r.approved_by)))`,
    ])
      await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP POLICY account_read_of_factor_reset ON account');
    await runner.query('DROP TABLE factor_reset');
  }
}
