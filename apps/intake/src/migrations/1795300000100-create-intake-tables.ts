import { auditTableV1 } from '@an-tam/audit';
import { rowMacColumnV1, sealedColumnV1 } from '@an-tam/field-encryption/typeorm';
import { outboxTablesV1 } from '@an-tam/outbox';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const app = 'intake_app';
const statistics = 'intake_statistics';

const sealedRow = `
  id uuid PRIMARY KEY,
  case_id uuid NOT NULL REFERENCES case_file (id),
  centre_id uuid NOT NULL,
  version integer NOT NULL CHECK (version > 0),
  ${rowMacColumnV1},
  created_at timestamptz NOT NULL DEFAULT now()`;

const caseTables = ['client', 'consent', 'screening', 'follow_up', 'case_referral'];

function tables(): string[] {
  return [
    `CREATE FUNCTION app_organisation() RETURNS uuid LANGUAGE sql STABLE AS $$ SELECT nullif(current_setting('app.organisation_id', true), '')::uuid $$`,
    `CREATE FUNCTION app_account() RETURNS uuid LANGUAGE sql STABLE AS $$ SELECT nullif(current_setting('app.account_id', true), '')::uuid $$`,
    `CREATE FUNCTION app_roles() RETURNS text[] LANGUAGE sql STABLE AS $$ SELECT string_to_array(current_setting('app.roles', true), ',') $$`,
    `CREATE TABLE contact (
      id uuid PRIMARY KEY,
      centre_id uuid NOT NULL,
      opened_by_id uuid NOT NULL,
      occurred_on date NOT NULL,
      channel text NOT NULL,
      given text[] NOT NULL,
      follow_up_wanted boolean NOT NULL,
      created_at timestamptz NOT NULL DEFAULT now()
    )`,
    `CREATE INDEX contact_of_centre ON contact (centre_id, occurred_on DESC)`,
    `CREATE TABLE case_file (
      id uuid PRIMARY KEY,
      centre_id uuid NOT NULL,
      code text NOT NULL UNIQUE,
      status text NOT NULL CHECK (status IN ('open', 'closed')),
      assignee_id uuid NOT NULL,
      opened_by_id uuid NOT NULL,
      version integer NOT NULL CHECK (version > 0),
      ${sealedColumnV1('alias', 'fixed256')},
      ${sealedColumnV1('commune_code', 'fixed64')},
      ${sealedColumnV1('channel', 'fixed64')},
      ${sealedColumnV1('opened_on', 'fixed64')},
      ${rowMacColumnV1},
      created_at timestamptz NOT NULL DEFAULT now()
    )`,
    `CREATE INDEX case_file_of_centre ON case_file (centre_id, created_at DESC)`,
    `CREATE INDEX case_file_of_assignee ON case_file (assignee_id, created_at DESC)`,
    `CREATE TABLE client (${sealedRow},
      ${sealedColumnV1('name', 'fixed256')},
      ${sealedColumnV1('phone', 'fixed64')},
      ${sealedColumnV1('birth_year', 'fixed64')},
      ${sealedColumnV1('target_group', 'fixed64')},
      ${sealedColumnV1('sex', 'fixed64')},
      phone_index bytea,
      phone_index_version integer,
      CHECK ((phone_index IS NULL) = (phone_index_version IS NULL))
    )`,
    `CREATE UNIQUE INDEX client_of_case ON client (case_id)`,
    `CREATE INDEX client_by_phone ON client (centre_id, phone_index) WHERE phone_index IS NOT NULL`,
    `CREATE TABLE consent (${sealedRow}, status text NOT NULL CHECK (status IN ('given', 'withdrawn')), ${sealedColumnV1('terms', 'text')}, ${sealedColumnV1('withdrawn_on', 'fixed64')})`,
    `CREATE TABLE screening (${sealedRow}, ${sealedColumnV1('content', 'text')})`,
    `CREATE TABLE follow_up (${sealedRow}, ${sealedColumnV1('content', 'text')})`,
    `CREATE TABLE case_referral (${sealedRow},
      organisation_id uuid NOT NULL,
      service_id uuid NOT NULL,
      consent_id uuid NOT NULL REFERENCES consent (id),
      urgency text NOT NULL CHECK (urgency IN ('routine', 'urgent')),
      state text NOT NULL,
      status_reason text,
      ${sealedColumnV1('need_code', 'fixed64')},
      ${sealedColumnV1('requested_on', 'fixed64')},
      ${sealedColumnV1('delivered_on', 'fixed64')}
    )`,
    `CREATE INDEX case_referral_of_consent ON case_referral (consent_id)`,
    ...['consent', 'screening', 'follow_up', 'case_referral'].map(
      (t) => `CREATE INDEX ${t}_of_case ON ${t} (case_id, created_at)`,
    ),
    `CREATE TABLE case_count (${sealedRow}, plan text NOT NULL, plan_year integer NOT NULL, ${sealedColumnV1('content', 'text')}, UNIQUE (case_id, plan, plan_year))`,
    `CREATE TABLE partner_key_pin (
      centre_id uuid NOT NULL,
      organisation_id uuid NOT NULL,
      key_id text NOT NULL,
      public_key bytea NOT NULL,
      fingerprint text NOT NULL,
      pinned_by_id uuid NOT NULL,
      pinned_at timestamptz NOT NULL DEFAULT now(),
      PRIMARY KEY (centre_id, organisation_id)
    )`,
    `CREATE TABLE release (
      id uuid PRIMARY KEY,
      province_code text NOT NULL,
      plan text NOT NULL,
      period text NOT NULL,
      sequence integer NOT NULL,
      state text NOT NULL CHECK (state IN ('audited', 'refused', 'signed', 'acknowledged')),
      created_at timestamptz NOT NULL DEFAULT now(),
      created_by_id uuid NOT NULL,
      gate jsonb NOT NULL,
      document jsonb NOT NULL,
      sealed_state bytea NOT NULL,
      envelope jsonb,
      signed_at timestamptz
    )`,
    `CREATE UNIQUE INDEX release_of_period ON release (province_code, plan, period) WHERE state <> 'refused'`,
    `CREATE TABLE release_approval (
      release_id uuid NOT NULL REFERENCES release (id),
      role text NOT NULL CHECK (role IN ('release_officer', 'dpo')),
      account_id uuid NOT NULL,
      approved_at timestamptz NOT NULL DEFAULT now(),
      PRIMARY KEY (release_id, role),
      UNIQUE (release_id, account_id)
    )`,
  ];
}

function policies(): string[] {
  const everywhere = [
    'contact',
    'case_file',
    ...caseTables,
    'case_count',
    'partner_key_pin',
    'release',
    'release_approval',
  ];
  const ofCentre = `centre_id = app_organisation()`;
  const centreRoles = `ARRAY['case_manager', 'supervisor', 'system:referral']`;
  // Need to know: a worker without a centre-wide role reaches own and assigned files only.
  const ownFile = `('outreach_worker' = ANY (app_roles()) AND app_account() IN (assignee_id, opened_by_id))`;
  const caseFile = `${ofCentre} AND (app_roles() && ${centreRoles} OR ${ownFile})`;
  const ofVisibleCase = (t: string) => `${ofCentre} AND EXISTS (SELECT 1 FROM case_file c WHERE c.id = ${t}.case_id)`;
  const figures = `app_roles() && ARRAY['release_officer', 'dpo']`;
  return [
    ...everywhere.flatMap((t) => [
      `ALTER TABLE ${t} ENABLE ROW LEVEL SECURITY`,
      `ALTER TABLE ${t} FORCE ROW LEVEL SECURITY`,
    ]),
    `CREATE POLICY contact_of_centre ON contact TO ${app} USING (${ofCentre} AND (app_roles() && ${centreRoles} OR opened_by_id = app_account()))
      WITH CHECK (${ofCentre} AND opened_by_id = app_account())`,
    `CREATE POLICY case_file_need_to_know ON case_file TO ${app} USING (${caseFile}) WITH CHECK (${caseFile})`,
    ...caseTables.map(
      (t) =>
        `CREATE POLICY ${t}_of_visible_case ON ${t} TO ${app} USING (${ofVisibleCase(t)}) WITH CHECK (${ofVisibleCase(t)})`,
    ),
    `CREATE POLICY partner_key_pin_of_centre ON partner_key_pin TO ${app} USING (${ofCentre}) WITH CHECK (${ofCentre})`,
    `CREATE POLICY release_of_figures_roles ON release TO ${app} USING (${figures}) WITH CHECK (${figures})`,
    `CREATE POLICY release_approval_of_figures_roles ON release_approval TO ${app} USING (${figures}) WITH CHECK (${figures} AND account_id = app_account())`,
    // The counting job reads every centre's sealed rows and keeps what it counted; it has no other reach.
    ...['case_file', ...caseTables].map(
      (t) => `CREATE POLICY ${t}_counting ON ${t} FOR SELECT TO ${statistics} USING (true)`,
    ),
    `CREATE POLICY case_count_counting ON case_count TO ${statistics} USING (true) WITH CHECK (true)`,
  ];
}

function grants(): string[] {
  return [
    `GRANT SELECT, INSERT ON contact, screening, follow_up TO ${app}`,
    `GRANT SELECT, INSERT, UPDATE ON case_file, client, consent, case_referral, partner_key_pin, release TO ${app}`,
    `GRANT SELECT, INSERT ON release_approval TO ${app}`,
    `GRANT SELECT ON case_file, ${caseTables.join(', ')} TO ${statistics}`,
    `GRANT SELECT, INSERT, UPDATE ON case_count TO ${statistics}`,
    `COMMENT ON TABLE contact IS 'What was given through which channel; about nobody.'`,
    `COMMENT ON TABLE case_count IS 'What closed periods already counted of a case, sealed; nobody is counted twice.'`,
    `COMMENT ON COLUMN case_file.row_mac IS 'Binds row version, ciphertexts, indexes and policy columns under the case key.'`,
    `COMMENT ON COLUMN release.sealed_state IS 'True counts behind the release, sealed; never leaves the core.'`,
  ];
}

/** Tables of the confidential core. Everything about a person is sealed; what is not stands in the plaintext registry. */
export class CreateIntakeTables1795300000100 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const sql of [...tables(), ...policies(), ...grants(), ...auditTableV1(app), ...outboxTablesV1(app)])
      await runner.query(sql);
  }

  async down(runner: QueryRunner): Promise<void> {
    const all = [
      'inbox_message',
      'outbox_message',
      'outbox_sequence',
      'audit_entry',
      'release_approval',
      'release',
      'partner_key_pin',
      'case_count',
    ];
    for (const table of [...all, ...caseTables.toReversed(), 'case_file', 'contact'])
      await runner.query(`DROP TABLE ${table}`);
    for (const name of ['app_organisation', 'app_account', 'app_roles']) await runner.query(`DROP FUNCTION ${name}`);
  }
}
