import { FormatError } from '../core/errors.js';
import type { CaseKey } from './case-key.js';
import { openField, sealField } from './sealed-field.js';
import type { FieldContext } from './sealed-field.js';
import { checkTable, UnregisteredColumnError } from './sealed-table.js';
import type { SealedTable, SensitiveColumn } from './sealed-table.js';
import { decodeValue, encodeValue } from './value-encoding.js';

/** The place of one value; its type comes from the registry. */
export type FieldPlace = Omit<FieldContext, 'type'>;

const nameOf = (table: string, column: string): string => `${table}.${column}`;

/** Seals and opens typed values as the registry says. Holds no key. */
export class FieldCodec {
  private readonly tables = new Map<string, SealedTable>();
  private readonly columns = new Map<string, SensitiveColumn>();

  /** Throws FormatError when a name stands twice in the registry, or an index is asked for a column of another type than text. */
  constructor(readonly registry: readonly SealedTable[]) {
    for (const table of registry) {
      if (this.tables.has(table.table)) throw new FormatError(`Table ${table.table} is registered twice.`);
      checkTable(table);
      this.tables.set(table.table, table);
      for (const column of table.columns) this.columns.set(nameOf(table.table, column.column), column);
    }
  }

  /** The registry's entry for a table. Throws {@link UnregisteredColumnError}. */
  table(name: string): SealedTable {
    const entry = this.tables.get(name);
    if (!entry) throw new UnregisteredColumnError(`Table ${name}`);
    return entry;
  }

  /** The registry's line for a column. Throws {@link UnregisteredColumnError}. */
  column(table: string, column: string): SensitiveColumn {
    const entry = this.columns.get(nameOf(table, column));
    if (!entry) throw new UnregisteredColumnError(`Column ${nameOf(table, column)}`);
    return entry;
  }

  /**
   * Seals a value; null becomes a sealed typed NULL, as long as any short value of the column.
   * Throws UnregisteredColumnError, FieldValueError (wrong type) or FieldTooLongError.
   */
  sealValue(key: CaseKey, place: FieldPlace, value: unknown): Uint8Array {
    const { type, padding } = this.column(place.table, place.column);
    const plaintext = encodeValue(value, type);
    const sealed = sealField(key, { ...place, type }, plaintext, padding);
    plaintext.fill(0);
    return sealed;
  }

  /** Opens a value sealed for this place. Throws UnregisteredColumnError or DecryptError. */
  openValue(key: CaseKey, place: FieldPlace, sealed: Uint8Array): unknown {
    const { type } = this.column(place.table, place.column);
    const plaintext = openField(key, { ...place, type }, sealed);
    const value = decodeValue(plaintext, type);
    plaintext.fill(0);
    return value;
  }
}
