import { auditTableV1 } from '@an-tam/audit';
import { inboxTableV1 } from '@an-tam/outbox';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const province = `nullif(current_setting('app.province_code', true), '')`;
const roles = `string_to_array(current_setting('app.roles', true), ',')`;

/** Received releases, the inbox that gives each message one effect, and the audit log. */
export class CreateRelease1795300000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const statements = [
      ...auditTableV1('reporting_app'),
      ...inboxTableV1('reporting_app'),
      // Service entries belong to no organisation. Their record id begins with the province of a verified release,
      // or with "unverified/" where nothing about the sender could be trusted.
      `CREATE POLICY audit_entry_read_releases ON audit_entry FOR SELECT USING (
        organisation_id IS NULL AND system IS NOT NULL AND 'dpo' = ANY (${roles})
        AND (split_part(record_id, '/', 1) = ${province} OR split_part(record_id, '/', 1) = 'unverified'))`,
      `CREATE TABLE release (
        id uuid PRIMARY KEY,
        issuer text NOT NULL,
        province_code text NOT NULL,
        plan_id text NOT NULL,
        plan_year integer NOT NULL,
        period text NOT NULL,
        sequence integer NOT NULL CHECK (sequence > 0),
        hash text NOT NULL UNIQUE,
        previous_hash text CHECK ((sequence = 1) = (previous_hash IS NULL)),
        key_id text NOT NULL,
        signature text NOT NULL,
        document text NOT NULL,
        received_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        UNIQUE (issuer, plan_id, sequence),
        UNIQUE (issuer, plan_id, period)
      )`,
      `CREATE INDEX release_of_plan_year ON release (plan_id, plan_year, sequence)`,
      `ALTER TABLE release ENABLE ROW LEVEL SECURITY`,
      `ALTER TABLE release FORCE ROW LEVEL SECURITY`,
      `CREATE POLICY release_add ON release FOR INSERT WITH CHECK (current_setting('app.roles', true) = 'system:intake')`,
      `CREATE POLICY release_chain ON release FOR SELECT USING (current_setting('app.roles', true) = 'system:intake')`,
      `CREATE POLICY release_read ON release FOR SELECT USING (
        province_code = ${province} AND 'provincial_analyst' = ANY (${roles}))`,
      `GRANT SELECT, INSERT ON release TO reporting_app`,
      `COMMENT ON TABLE release IS 'Verified releases: protected figures only, never a person. Insert and select only.'`,
      `COMMENT ON COLUMN release.issuer IS 'Core that signed; its key is bound to it and to the province'`,
      `COMMENT ON COLUMN release.province_code IS 'Two-digit province whose figures these are'`,
      `COMMENT ON COLUMN release.plan_id IS 'Plan id of config/plans'`,
      `COMMENT ON COLUMN release.plan_year IS 'Plan year; figures run from its start to the close of the period'`,
      `COMMENT ON COLUMN release.period IS 'Period id, as 2026-H1; closed once'`,
      `COMMENT ON COLUMN release.sequence IS '1, 2, 3 ... per issuer and plan, without gaps'`,
      `COMMENT ON COLUMN release.hash IS 'SHA-256 of the canonical document, hex'`,
      `COMMENT ON COLUMN release.previous_hash IS 'Hash of the release before, null for the first'`,
      `COMMENT ON COLUMN release.key_id IS 'Public key the signature was verified with'`,
      `COMMENT ON COLUMN release.signature IS 'Ed25519, base64url'`,
      `COMMENT ON COLUMN release.document IS 'Canonical JSON (RFC 8785) exactly as signed'`,
      `COMMENT ON COLUMN release.received_at IS 'When it was verified and stored'`,
    ];
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['release', 'inbox_message', 'audit_entry']) await runner.query(`DROP TABLE ${table}`);
  }
}
