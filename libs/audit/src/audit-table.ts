/**
 * SQL of the audit table, version 1, for a service's first migration.
 * The application role may add entries and read those of its organisation; nobody but the owner could change one.
 * @param appRole the service's non-owner role
 */
export function auditTableV1(appRole: string): string[] {
  return [
    `CREATE TABLE audit_entry (
      id uuid PRIMARY KEY,
      at timestamptz NOT NULL DEFAULT clock_timestamp(),
      transaction_id xid8 NOT NULL DEFAULT pg_current_xact_id(),
      account_id uuid,
      system text,
      organisation_id uuid,
      roles text[] NOT NULL,
      request_id text NOT NULL,
      action text NOT NULL,
      resource text NOT NULL,
      record_id text,
      case_id text,
      purpose text,
      outcome text NOT NULL CHECK (outcome IN ('done', 'denied', 'failed')),
      reason text,
      row_version integer,
      row_mac bytea,
      CHECK ((account_id IS NULL) <> (system IS NULL))
    )`,
    `CREATE INDEX audit_entry_of_organisation ON audit_entry (organisation_id, at DESC)`,
    `CREATE INDEX audit_entry_of_case ON audit_entry (case_id, at) WHERE case_id IS NOT NULL`,
    `COMMENT ON TABLE audit_entry IS 'Who did what to which record; no content, no name. Insert and select only.'`,
    `ALTER TABLE audit_entry ENABLE ROW LEVEL SECURITY`,
    `ALTER TABLE audit_entry FORCE ROW LEVEL SECURITY`,
    `CREATE POLICY audit_entry_add ON audit_entry FOR INSERT WITH CHECK (
      organisation_id IS NOT DISTINCT FROM nullif(current_setting('app.organisation_id', true), '')::uuid
      AND request_id = current_setting('app.request_id', true))`,
    `CREATE POLICY audit_entry_read ON audit_entry FOR SELECT USING (
      organisation_id = nullif(current_setting('app.organisation_id', true), '')::uuid
      AND 'dpo' = ANY (string_to_array(current_setting('app.roles', true), ',')))`,
    `GRANT INSERT, SELECT ON audit_entry TO ${appRole}`,
  ];
}
