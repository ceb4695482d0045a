import { FieldEncryptionError, FormatError } from '../core/errors.js';
import type { PaddingClass } from '../core/padding.js';
import type { Normaliser } from '../search/normalise.js';
import type { FieldType } from './sealed-field.js';

/** Where the blind index of a column is stored: the value and the version of the key that made it. */
export interface SensitiveIndex {
  readonly name: string;
  readonly normaliser: Normaliser;
  readonly column: string;
  readonly versionColumn: string;
}

/** One sensitive column of a table. */
export interface SensitiveColumn {
  readonly column: string;
  readonly type: FieldType;
  readonly padding: PaddingClass;
  /** Only for high-entropy values. Names and enums take none: a frequency attack would read them. */
  readonly index?: SensitiveIndex;
  /** The table had rows before this column: NULL in them, which reads as null and is no part of their row MAC. */
  readonly addedLater?: true;
  /** The category shown in the data-protection inventory and in consents. */
  readonly dataCategory: string;
  /** Why it is kept, for the data-protection inventory. */
  readonly purpose: string;
}

/**
 * One table of the registry, the single source for sealing, row MACs, database checks, indexes and inventory. Every name
 * in it is logical: it goes into what is sealed and never changes. What the database calls otherwise since a renaming
 * stands in `storedAs` and `renamed`. Each sealed row has `id`, `version` and `row_mac` beside the columns named here.
 */
export interface SealedTable {
  readonly table: string;
  readonly columns: readonly SensitiveColumn[];
  /** Readable columns that decide who may do what, bound by the row MAC: centre, status, assignee, routing. */
  readonly policy: readonly string[];
  /** Those of them that the table had rows before: while NULL no part of the row MAC, like {@link SensitiveColumn.addedLater}. */
  readonly policyAddedLater?: readonly string[];
  /** Column that names the case; `case_id` unless told. The root row of a case is named by its own `id`. */
  readonly caseColumn?: string;
  /** The table's present name in the database. */
  readonly storedAs?: string;
  /** Logical name of a column -> its present name in the database. */
  readonly renamed?: Readonly<Record<string, string>>;
}

export const ROW_ID = 'id';
export const ROW_VERSION = 'version';
export const ROW_MAC = 'row_mac';

/** A column that nobody registered is neither sealed nor opened: a forgotten line fails loudly, not in plaintext. */
export class UnregisteredColumnError extends FieldEncryptionError {
  constructor(name: string) {
    super('COLUMN_NOT_REGISTERED', `${name} is not in the registry of sensitive columns.`);
  }
}

/** The column that names the case of a row. */
export const caseColumnOf = (table: SealedTable): string => table.caseColumn ?? 'case_id';

const indexesOf = (table: SealedTable): SensitiveIndex[] =>
  table.columns.flatMap(({ index }) => (index === undefined ? [] : [index]));

/** Every column whose value the row MAC binds, beside id and version. */
export function boundColumns(table: SealedTable): string[] {
  return [
    ...table.policy,
    ...table.columns.map(({ column }) => column),
    ...indexesOf(table).flatMap(({ column, versionColumn }) => [column, versionColumn]),
  ];
}

/** What the database calls a column, by its logical name. */
export const storedName = (table: SealedTable, column: string): string => table.renamed?.[column] ?? column;

/** @throws FormatError for what no row could be sealed by */
export function checkTable(table: SealedTable): void {
  const own = [ROW_ID, ROW_VERSION, ROW_MAC];
  const names = [...boundColumns(table), ...own];
  for (const name of [table.table, ...names])
    if (name.includes('.')) throw new FormatError(`Names take no dot: ${table.table}.${name}.`);
  const twice = names.find((name, position) => names.indexOf(name) !== position);
  if (twice !== undefined) throw new FormatError(`Column ${table.table}.${twice} is registered twice.`);
  for (const { column, type, index } of table.columns)
    if (index && type !== 'text') throw new FormatError(`Column ${column} is not text and takes no index.`);
}
