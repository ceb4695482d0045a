import { FieldEncryptionError, FormatError } from '../core/errors.js';
import type { PaddingClass } from '../core/padding.js';
import type { Normaliser } from '../search/normalise.js';
import type { CaseKey } from './case-key.js';
import { openField, sealField } from './sealed-field.js';
import type { FieldContext, FieldType } from './sealed-field.js';
import { decodeValue, encodeValue } from './value-encoding.js';

/** One line of the registry of sensitive columns, the single source for sealing, checks, indexes and inventory. */
export interface SensitiveColumn {
  readonly table: string;
  readonly column: string;
  readonly type: FieldType;
  readonly padding: PaddingClass;
  /** Only for high-entropy values. Names and enums take none: a frequency attack would read them. */
  readonly index?: { readonly name: string; readonly normaliser: Normaliser };
  /** The category shown in the data-protection inventory and in consents. */
  readonly dataCategory: string;
}

/** The place of one value; its type comes from the registry. */
export type FieldPlace = Omit<FieldContext, 'type'>;

/** A column that nobody registered is neither sealed nor opened: a forgotten line fails loudly, not in plaintext. */
export class UnregisteredColumnError extends FieldEncryptionError {
  constructor(table: string, column: string) {
    super('COLUMN_NOT_REGISTERED', `Column ${table}.${column} is not in the registry of sensitive columns.`);
  }
}

const nameOf = (table: string, column: string): string => `${table}.${column}`;

/** Seals and opens typed values as the registry says. Holds no key. */
export class FieldCodec {
  private readonly columns = new Map<string, SensitiveColumn>();

  /** Throws FormatError when a column stands twice in the registry, or an index is asked for a column of another type than text. */
  constructor(readonly registry: readonly SensitiveColumn[]) {
    for (const entry of registry) {
      const name = nameOf(entry.table, entry.column);
      if (entry.table.includes('.') || entry.column.includes('.')) throw new FormatError(`Names take no dot: ${name}.`);
      if (this.columns.has(name)) throw new FormatError(`Column ${name} is registered twice.`);
      if (entry.index && entry.type !== 'text') throw new FormatError(`Column ${name} is not text and takes no index.`);
      this.columns.set(name, entry);
    }
  }

  /** The registry's line for a column. Throws {@link UnregisteredColumnError}. */
  column(table: string, column: string): SensitiveColumn {
    const entry = this.columns.get(nameOf(table, column));
    if (!entry) throw new UnregisteredColumnError(table, column);
    return entry;
  }

  /** Every registered column of a table, in registry order. */
  columnsOf(table: string): readonly SensitiveColumn[] {
    return this.registry.filter((entry) => entry.table === table);
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
