/** Columns of `audit_entry` that a service may give; time and transaction are the database's own word. */
const givenColumns = `id, account_id, system, organisation_id, roles, request_id, action, resource, record_id, case_id,
  purpose, outcome, reason, row_version, row_mac`;

/** The only role that sees all entries of a service, to seal them. */
export const sealingSystem = 'audit-sealer';

const sealing = `current_setting('app.roles', true) = 'system:${sealingSystem}'`;

/**
 * SQL of the seals over the audit table, version 1, for a migration after `auditTableV1`. The order of the log is the
 * order of transactions and, within one, of entry ids: both are fixed when an entry is written, so the log needs no
 * numbering, and writers wait for nobody.
 * @param appRole the service's non-owner role
 */
export function sealTablesV1(appRole: string): string[] {
  return [
    `CREATE TABLE audit_seal (
      tree_size bigint PRIMARY KEY CHECK (tree_size > 0),
      head bytea NOT NULL,
      signature bytea NOT NULL CHECK (octet_length(signature) = 64),
      previous bytea NOT NULL UNIQUE CHECK (octet_length(previous) = 32),
      last_transaction xid8 NOT NULL,
      entry_ids uuid[] NOT NULL CHECK (cardinality(entry_ids) > 0),
      leaf_hashes bytea NOT NULL CHECK (octet_length(leaf_hashes) = 32 * cardinality(entry_ids)),
      frontier bytea NOT NULL
    )`,
    `COMMENT ON TABLE audit_seal IS 'Signed tree heads over audit_entry, each over the entries since the one before. Insert and select only.'`,
    `COMMENT ON COLUMN audit_seal.head IS 'TreeHeadDataV2 of RFC 9162, as signed.'`,
    `COMMENT ON COLUMN audit_seal.previous IS 'SHA-256 of the head before: two seals never follow the same one.'`,
    `COMMENT ON COLUMN audit_seal.frontier IS 'Roots of the perfect subtrees, largest first.'`,
    `ALTER TABLE audit_seal ENABLE ROW LEVEL SECURITY`,
    `ALTER TABLE audit_seal FORCE ROW LEVEL SECURITY`,
    `CREATE POLICY audit_seal_add ON audit_seal FOR INSERT WITH CHECK (${sealing})`,
    `CREATE POLICY audit_seal_read ON audit_seal FOR SELECT USING (${sealing})`,
    `CREATE POLICY audit_entry_seal ON audit_entry FOR SELECT USING (${sealing})`,
    `CREATE INDEX audit_entry_in_order ON audit_entry (transaction_id, id)`,
    `GRANT INSERT, SELECT ON audit_seal TO ${appRole}`,
    `REVOKE INSERT ON audit_entry FROM ${appRole}`,
    `GRANT INSERT (${givenColumns}) ON audit_entry TO ${appRole}`,
  ];
}

/** Undoes {@link sealTablesV1}. */
export function dropSealTablesV1(appRole: string): string[] {
  return [
    `GRANT INSERT ON audit_entry TO ${appRole}`,
    `DROP INDEX audit_entry_in_order`,
    `DROP POLICY audit_entry_seal ON audit_entry`,
    `DROP TABLE audit_seal`,
  ];
}
