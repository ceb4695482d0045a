import type { MigrationInterface, QueryRunner } from 'typeorm';

const organisation = `nullif(current_setting('app.organisation_id', true), '')::uuid`;
const roles = `string_to_array(current_setting('app.roles', true), ',')`;
/** Sign-in, the gateway's grants and the upkeep of accounts see accounts of every organisation. */
const isOwnProcess = `current_setting('app.roles', true) IN ('system:sign-in', 'system:grants', 'system:accounts')`;
const isUpkeep = `current_setting('app.roles', true) = 'system:accounts'`;
const isSignIn = `current_setting('app.roles', true) = 'system:sign-in'`;
const isAdministrator = `'administrator' = ANY (${roles})`;

const secured = (table: string): string[] => [
  `ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY`,
  `ALTER TABLE ${table} FORCE ROW LEVEL SECURITY`,
];

const writtenByUpkeep = (table: string): string[] => [
  `CREATE POLICY ${table}_add ON ${table} FOR INSERT WITH CHECK (${isUpkeep})`,
  `CREATE POLICY ${table}_change ON ${table} FOR UPDATE USING (${isUpkeep}) WITH CHECK (${isUpkeep})`,
];

const kinds = `'social_work_centre', 'clinic', 'legal_aid', 'vocational_school', 'job_centre', 'policy_bank', 'shelter',
  'core_host', 'health_department', 'reporting_unit', 'enforcement_body'`;

const roleCodes = `'outreach_worker', 'case_manager', 'supervisor', 'partner_worker', 'partner_manager',
  'release_officer', 'provincial_analyst', 'reporting_officer', 'dpo', 'administrator'`;

const organisationTable: string[] = [
  `CREATE TABLE organisation (
    id uuid PRIMARY KEY,
    name text NOT NULL UNIQUE,
    kind text NOT NULL CHECK (kind IN (${kinds})),
    province_code text NOT NULL CHECK (province_code ~ '^[0-9]{2}$'),
    commune_code text CHECK (commune_code ~ '^[0-9]{5}$')
  )`,
  `COMMENT ON TABLE organisation IS 'Units that work with the product.'`,
  `COMMENT ON COLUMN organisation.id IS 'Random id; other services know the organisation by it.'`,
  `COMMENT ON COLUMN organisation.name IS 'Official name.'`,
  `COMMENT ON COLUMN organisation.kind IS 'Decides which roles its members may hold.'`,
  `COMMENT ON COLUMN organisation.province_code IS 'Two-digit province.'`,
  `COMMENT ON COLUMN organisation.commune_code IS 'Five-digit commune of a commune unit.'`,
  ...secured('organisation'),
  `CREATE POLICY organisation_read ON organisation FOR SELECT USING (${isOwnProcess} OR id = ${organisation})`,
  ...writtenByUpkeep('organisation'),
  `GRANT SELECT, INSERT, UPDATE ON organisation TO identity_app`,
];

const accountTable: string[] = [
  `CREATE TABLE account (
    id uuid PRIMARY KEY,
    name text NOT NULL UNIQUE CHECK (name = lower(name)),
    display_name text NOT NULL,
    disabled boolean NOT NULL DEFAULT false,
    is_demo boolean NOT NULL DEFAULT false,
    grants_version integer NOT NULL DEFAULT 1
  )`,
  `COMMENT ON TABLE account IS 'Staff who may sign in. Clients have no account.'`,
  `COMMENT ON COLUMN account.id IS 'Random id; the subject of tokens and audit entries.'`,
  `COMMENT ON COLUMN account.name IS 'What the person types to sign in; lower case.'`,
  `COMMENT ON COLUMN account.display_name IS 'Alias or title shown to colleagues.'`,
  `COMMENT ON COLUMN account.disabled IS 'A disabled account cannot sign in and its sessions end with the next request.'`,
  `COMMENT ON COLUMN account.is_demo IS 'Made by the demo profile; the production profile refuses to start with one.'`,
  `COMMENT ON COLUMN account.grants_version IS 'Grows with every change of the account or its memberships.'`,
  `CREATE TABLE account_password (
    account_id uuid PRIMARY KEY REFERENCES account (id),
    hash text NOT NULL CHECK (hash LIKE '$argon2id$%')
  )`,
  `COMMENT ON TABLE account_password IS 'Password hashes, apart from accounts so that no list can carry one.'`,
  `COMMENT ON COLUMN account_password.account_id IS 'The account.'`,
  `COMMENT ON COLUMN account_password.hash IS 'Argon2id hash with its salt and cost (RFC 9106).'`,
  `CREATE TABLE membership (
    account_id uuid NOT NULL REFERENCES account (id),
    organisation_id uuid NOT NULL REFERENCES organisation (id),
    roles text[] NOT NULL CHECK (cardinality(roles) > 0 AND roles <@ ARRAY[${roleCodes}]),
    PRIMARY KEY (account_id, organisation_id)
  )`,
  `CREATE INDEX membership_of_organisation ON membership (organisation_id)`,
  `COMMENT ON TABLE membership IS 'The roles an account holds in an organisation.'`,
  `COMMENT ON COLUMN membership.account_id IS 'Who.'`,
  `COMMENT ON COLUMN membership.organisation_id IS 'Where.'`,
  `COMMENT ON COLUMN membership.roles IS 'Role codes; case content is never joined with provincial reporting or enforcement.'`,
  ...['account', 'account_password', 'membership'].flatMap((table) => [...secured(table), ...writtenByUpkeep(table)]),
  `CREATE POLICY account_read ON account FOR SELECT USING (${isOwnProcess} OR (${isAdministrator}
    AND EXISTS (SELECT 1 FROM membership m WHERE m.account_id = account.id AND m.organisation_id = ${organisation})))`,
  `CREATE POLICY account_password_read ON account_password FOR SELECT USING (${isSignIn} OR ${isUpkeep})`,
  `CREATE POLICY membership_read ON membership FOR SELECT
    USING (${isOwnProcess} OR (${isAdministrator} AND organisation_id = ${organisation}))`,
  `CREATE POLICY membership_end ON membership FOR DELETE USING (${isUpkeep})`,
  `GRANT SELECT, INSERT, UPDATE ON account, account_password, membership TO identity_app`,
  `GRANT DELETE ON membership TO identity_app`,
];

const grantsVersion: string[] = [
  `CREATE FUNCTION raise_grants_version_of_member() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    UPDATE account SET grants_version = grants_version + 1 WHERE id = coalesce(NEW.account_id, OLD.account_id);
    IF NOT FOUND THEN RAISE EXCEPTION 'the grants version of the account cannot be raised'; END IF;
    RETURN NULL;
  END $$`,
  `CREATE TRIGGER membership_changed AFTER INSERT OR UPDATE OR DELETE ON membership
    FOR EACH ROW EXECUTE FUNCTION raise_grants_version_of_member()`,
  `CREATE FUNCTION raise_grants_version() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    NEW.grants_version := greatest(NEW.grants_version, OLD.grants_version + 1);
    RETURN NEW;
  END $$`,
  `CREATE TRIGGER account_changed BEFORE UPDATE ON account
    FOR EACH ROW EXECUTE FUNCTION raise_grants_version()`,
];

const signInAttempts: string[] = [
  `CREATE TABLE sign_in_attempt (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    subject bytea NOT NULL CHECK (length(subject) = 32),
    address bytea NOT NULL CHECK (length(address) = 32),
    at timestamptz NOT NULL DEFAULT clock_timestamp()
  )`,
  `CREATE INDEX sign_in_attempt_of_subject ON sign_in_attempt (subject, at)`,
  `CREATE INDEX sign_in_attempt_of_address ON sign_in_attempt (address, at)`,
  `COMMENT ON TABLE sign_in_attempt IS 'Attempts that have not succeeded, for a quarter of an hour.'`,
  `COMMENT ON COLUMN sign_in_attempt.id IS 'Order of arrival.'`,
  `COMMENT ON COLUMN sign_in_attempt.subject IS 'Keyed hash of typed account name and address; neither is kept.'`,
  `COMMENT ON COLUMN sign_in_attempt.address IS 'Keyed hash of the network address.'`,
  `COMMENT ON COLUMN sign_in_attempt.at IS 'When.'`,
  ...secured('sign_in_attempt'),
  `CREATE POLICY sign_in_attempt_of_sign_in ON sign_in_attempt USING (${isSignIn}) WITH CHECK (${isSignIn})`,
  `GRANT SELECT, INSERT, DELETE ON sign_in_attempt TO identity_app`,
];

/** Organisations, accounts, their passwords and memberships, and the memory of failed sign-ins. */
export class CreateAccounts1795219200001 implements MigrationInterface {
  readonly name = 'CreateAccounts1795219200001';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...organisationTable, ...accountTable, ...grantsVersion, ...signInAttempts])
      await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE sign_in_attempt, membership, account_password, account, organisation');
    await runner.query('DROP FUNCTION raise_grants_version_of_member, raise_grants_version');
  }
}
