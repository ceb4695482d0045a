import { hashLeaf } from './merkle-tree.js';

/** Place of an entry in the order of the log: PostgreSQL's transaction id as text, then the entry's id. */
export interface LogPlace {
  readonly transactionId: string;
  readonly id: string;
}

/** An entry with everything that is sealed of it. */
export interface SealableEntry extends LogPlace {
  /** All columns in one JSON array without spaces, as {@link selectSealable} writes it. */
  readonly entry: string;
}

/** Before the first entry. */
export const logStart: LogPlace = { transactionId: '0', id: '00000000-0000-0000-0000-000000000000' };

const json = (value: string) => `coalesce(to_json(${value})::text, 'null')`;
const columns = [
  `'"audit-entry/v1"'`,
  ...[
    'id',
    `to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`,
    'transaction_id::text',
    ...['account_id', 'system', 'organisation_id', 'roles', 'request_id', 'action', 'resource', 'record_id', 'case_id'],
    ...['purpose', 'outcome', 'reason', 'row_version', `encode(row_mac, 'hex')`],
  ].map(json),
];

/**
 * The SELECT list of {@link SealableEntry}. A later version of the table adds a version, it never changes this one.
 * PostgreSQL writes the text of the leaf itself, which saves reading and writing it once more for every entry; its JSON
 * escapes what that of ECMAScript does.
 */
export const selectSealable = `id, transaction_id::text AS "transactionId",
  '[' || ${columns.join(` || ',' || `)} || ']' AS entry`;

/**
 * Makes a transaction read the log along its index: row security makes the planner expect few rows and sort the whole
 * rest of the log for every page.
 */
export const readAlongIndex = `SELECT set_config('enable_sort', 'off', true)`;

/** The leaf is the array as JSON without spaces, in UTF-8. */
export const leafOf = ({ entry }: SealableEntry): Buffer => hashLeaf(entry);
