import type { LogConnection } from './log-reader.js';

export interface RowFault {
  /**
   * `put-back`: the row is an older version of itself; `changed`: it is not as it was last written; `deleted`: it was
   * written and is gone, though its case was not erased; `unrecorded`: no entry tells of it.
   */
  readonly kind: 'put-back' | 'changed' | 'deleted' | 'unrecorded';
  readonly table: string | null;
  readonly recordId: string;
  /** The entry that tells of the last write; null when there is none. */
  readonly entryId: string | null;
}

export interface RowVerdict {
  /** Rows that were compared. */
  readonly rows: number;
  /** The first faults by record id, at most a hundred. */
  readonly faults: readonly RowFault[];
}

/**
 * Compares every sealed row (a row with version and row MAC) with the entry of its last write, so that a whole row that
 * was put back, or a withdrawal that was deleted, shows although each row is right in itself. Believe it only of a log
 * that verifies.
 * @param unrecordedTables sealed tables whose writes are recorded otherwise than row by row
 * @returns undefined when row security would hide rows from this account, or when the database has no sealed table
 */
export async function verifyRows(
  connection: LogConnection,
  unrecordedTables: readonly string[],
): Promise<RowVerdict | undefined> {
  const [account] = await connection.query<{ seesAll: boolean }>(
    'SELECT rolsuper OR rolbypassrls AS "seesAll" FROM pg_roles WHERE rolname = current_user',
  );
  const tables = await connection.query<{ name: string }>(
    `SELECT quote_ident(table_name) AS name FROM information_schema.columns
      WHERE table_schema = 'public' AND column_name = 'row_mac' AND table_name <> ALL ($1) ORDER BY table_name`,
    [['audit_entry', ...unrecordedTables]],
  );
  if (!account?.seesAll || tables.length === 0) return undefined;
  const rows = tables
    .map(({ name }) => `SELECT '${name}' AS name, id::text AS id, version, row_mac FROM ${name}`)
    .join(' UNION ALL ');
  const [counted] = await connection.query<{ n: number }>(`SELECT count(*)::float8 AS n FROM (${rows}) present`);
  const faults = await connection.query<RowFault>(
    `WITH last AS (
       SELECT DISTINCT ON (record_id) id, record_id, case_id, row_version, row_mac FROM audit_entry
        WHERE row_mac IS NOT NULL ORDER BY record_id, transaction_id DESC, at DESC),
     erased AS (SELECT case_id FROM audit_entry WHERE action = 'erase' AND purpose = 'rows')
     SELECT CASE WHEN last.id IS NULL THEN 'unrecorded' WHEN present.id IS NULL THEN 'deleted'
                 WHEN present.version < last.row_version THEN 'put-back' ELSE 'changed' END AS kind,
            present.name AS table, coalesce(present.id, last.record_id) AS "recordId", last.id AS "entryId"
       FROM last FULL JOIN (${rows}) present ON present.id = last.record_id
      WHERE (present.version, present.row_mac) IS DISTINCT FROM (last.row_version, last.row_mac)
        AND (present.id IS NOT NULL OR last.case_id IS NULL OR last.case_id NOT IN (SELECT case_id FROM erased))
      ORDER BY "recordId" LIMIT 100`,
  );
  return { rows: counted?.n ?? 0, faults };
}
