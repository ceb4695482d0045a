import { DecryptError, FieldEncryptionError, FormatError } from '../core/errors.js';
import type { VersionedKey } from '../keys/kms.js';
import { blindIndex } from '../search/blind-index.js';
import { NORMALISER_VERSION } from '../search/normalise.js';
import type { SealedText } from '../search/text-scan.js';
import { chooseCaseKey } from './case-key.js';
import type { CaseKey } from './case-key.js';
import { FieldCodec } from './field-codec.js';
import type { FieldPlace } from './field-codec.js';
import { computeRowMac, verifyRowMac } from './row-mac.js';
import type { MacRow, RowMacValue } from './row-mac.js';
import { boundColumns, caseColumnOf, ROW_ID, ROW_MAC, ROW_VERSION } from './sealed-table.js';
import type { SealedTable } from './sealed-table.js';

/** A row as it is stored, by logical column name. */
export type StoredRow = Readonly<Record<string, RowMacValue | undefined>>;

/**
 * A row was loaded or is about to be stored without a column that its MAC binds: a partial select, or a forgotten
 * column. A programming error; nothing of the row is opened.
 */
export class IncompleteRowError extends FieldEncryptionError {
  constructor(table: string, column: string) {
    super('ROW_INCOMPLETE', `A row of ${table} comes without ${column}; sealed rows are read and written whole.`);
  }
}

/**
 * The one answer to a row that was not written as it stands: any ciphertext, index, policy column, version or MAC that
 * does not belong together, or a key that is not there. Names the row, never a value.
 */
export class RowUnreadableError extends FieldEncryptionError {
  constructor(
    readonly table: string,
    readonly rowId: string,
    readonly caseId: string,
  ) {
    super('ROW_UNREADABLE', 'A stored row could not be opened.');
  }
}

/** Seals and opens whole rows as the registry says: every sensitive column of a table, bound by one row MAC. */
export class RowCodec {
  readonly fields: FieldCodec;

  /** Throws FormatError for a registry that no row could be sealed by. */
  constructor(readonly registry: readonly SealedTable[]) {
    this.fields = new FieldCodec(registry);
  }

  /**
   * @param row id, case, version, policy and index columns of the row as it will be stored
   * @param values one value or null for every sensitive column of the table
   * @returns ciphertexts and row MAC, by column name
   * Throws IncompleteRowError, FieldValueError or FieldTooLongError.
   */
  seal(key: CaseKey, name: string, row: StoredRow, values: Readonly<Record<string, unknown>>): Record<string, Buffer> {
    const table = this.fields.table(name);
    const sealed: Record<string, Buffer> = {};
    for (const { column } of table.columns) {
      const bytes = this.fields.sealValue(key, placeOf(table, row, column), values[column]);
      sealed[column] = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    }
    return { ...sealed, [ROW_MAC]: Buffer.from(computeRowMac(key, macRow(table, { ...row, ...sealed }))) };
  }

  /**
   * Verifies the row MAC, then opens the sensitive columns, or those of `only`.
   * Throws RowUnreadableError; IncompleteRowError when a bound column is missing.
   */
  open(keys: readonly CaseKey[], name: string, row: StoredRow, only?: readonly string[]): Record<string, unknown> {
    const table = this.fields.table(name);
    const bound = macRow(table, row);
    const unwritten = unwrittenColumns(table, row);
    return readable(table, row, () => {
      const key = chooseCaseKey(keys, bytesOf(row[table.columns[0]?.column ?? '']));
      if (!verifyRowMac(key, bound, bytesOf(row[ROW_MAC]))) throw new DecryptError();
      const opened: Record<string, unknown> = {};
      for (const { column } of table.columns) {
        if (only && !only.includes(column)) continue;
        opened[column] = unwritten.includes(column)
          ? null
          : this.fields.openValue(key, placeOf(table, row, column), bytesOf(row[column]));
      }
      return opened;
    });
  }

  /**
   * The same content sealed anew under another key: the columns that change, to be written over the row with its version
   * as it is. With an index key every index is made anew as well; `changes` are readable columns that change with it.
   * Throws RowUnreadableError for a row that is not as it was written: nothing of it gets a new MAC.
   */
  reseal(
    keys: readonly CaseKey[],
    name: string,
    row: StoredRow,
    key: CaseKey,
    bik?: VersionedKey,
    changes: Readonly<Record<string, string | null>> = {},
  ): Record<string, Buffer | number | string | null> {
    const values = this.open(keys, name, row);
    const indexes = bik ? this.indexes(bik, name, values) : {};
    const head = { ...changes, ...indexes };
    return { ...head, ...this.seal(key, name, { ...row, ...head }, values) };
  }

  /** A sealed text with its place and the key its header names, to be opened elsewhere. Throws RowUnreadableError. */
  sealedText(keys: readonly CaseKey[], name: string, row: StoredRow, column: string): SealedText {
    const table = this.fields.table(name);
    const sealed = bytesOf(row[column]);
    return readable(table, row, () => ({
      key: chooseCaseKey(keys, sealed),
      place: placeOf(table, row, column),
      sealed,
    }));
  }

  /** The blind index of a value under an index key. Throws NormaliseError when the value is none of its kind. */
  index(bik: Uint8Array, table: string, column: string, value: string): Buffer {
    const { index } = this.fields.column(table, column);
    if (!index) throw new FormatError(`Column ${table}.${column} has no index in the registry.`);
    const { name, normaliser } = index;
    const spec = { table, column, index: name, normaliser, normaliserVersion: NORMALISER_VERSION };
    return Buffer.from(blindIndex(bik, spec, value));
  }

  /** Every index column of a row for its values, NULL where a value is null. Throws NormaliseError. */
  indexes(
    bik: VersionedKey,
    table: string,
    values: Readonly<Record<string, unknown>>,
  ): Record<string, Buffer | number | null> {
    const indexes: Record<string, Buffer | number | null> = {};
    for (const { column, index } of this.fields.table(table).columns) {
      if (!index) continue;
      const value = values[column];
      indexes[index.column] = typeof value === 'string' ? this.index(bik.bytes, table, column, value) : null;
      indexes[index.versionColumn] = typeof value === 'string' ? bik.version : null;
    }
    return indexes;
  }
}

function textOf(table: SealedTable, row: StoredRow, column: string): string {
  const value = row[column];
  if (typeof value !== 'string') throw new IncompleteRowError(table.table, column);
  return value;
}

const bytesOf = (value: RowMacValue | undefined): Uint8Array =>
  value instanceof Uint8Array ? value : new Uint8Array();

function placeOf(table: SealedTable, row: StoredRow, column: string): FieldPlace {
  const rowId = textOf(table, row, ROW_ID);
  return { caseId: textOf(table, row, caseColumnOf(table)), table: table.table, column, rowId };
}

/** What the row was sealed without, since the column came later: it and its index, as long as they are NULL. */
function unwrittenColumns(table: SealedTable, row: StoredRow): string[] {
  const sensitive = table.columns
    .filter(({ column, addedLater }) => addedLater && row[column] === null)
    .flatMap(({ column, index }) => (index ? [column, index.column, index.versionColumn] : [column]));
  return [...sensitive, ...(table.policyAddedLater ?? [])].filter((column) => row[column] === null);
}

function macRow(table: SealedTable, row: StoredRow): MacRow {
  const fields: Record<string, RowMacValue> = {};
  const unwritten = unwrittenColumns(table, row);
  for (const column of boundColumns(table)) {
    if (unwritten.includes(column)) continue;
    const value = row[column];
    if (value === undefined) throw new IncompleteRowError(table.table, column);
    fields[column] = value;
  }
  const rowVersion = row[ROW_VERSION];
  if (typeof rowVersion !== 'number') throw new IncompleteRowError(table.table, ROW_VERSION);
  return { table: table.table, rowId: textOf(table, row, ROW_ID), rowVersion, fields };
}

function readable<T>(table: SealedTable, row: StoredRow, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof DecryptError)) throw error;
    throw new RowUnreadableError(table.table, textOf(table, row, ROW_ID), textOf(table, row, caseColumnOf(table)));
  }
}
