import { Injectable } from '@nestjs/common';
import {
  blindIndex,
  chooseCaseKey,
  computeRowMac,
  DecryptError,
  FieldCodec,
  FieldTooLongError,
  NORMALISER_VERSION,
  verifyRowMac,
  type CaseKey,
  type RowMacValue,
  type SealedText,
  type VersionedKey,
} from '@an-tam/field-encryption';
import { UnreadableRecordError, ValueTooLongError } from './sealing.errors.js';
import { sensitiveColumns } from './sensitive-columns.js';

/** Where a row is and the plaintext columns its MAC binds (centre, status, assignee, routing). */
export interface RowPlace {
  readonly table: string;
  readonly id: string;
  readonly caseId: string;
  readonly version: number;
  readonly policy: Readonly<Record<string, RowMacValue>>;
}

/** Column name -> stored bytes; null only where an index has no value. */
export type StoredColumns = Readonly<Record<string, Uint8Array | null>>;

export interface SealedColumns {
  readonly columns: Record<string, Buffer>;
  readonly rowMac: Buffer;
}

const codec = new FieldCodec(sensitiveColumns);

/** Seals and opens whole rows as the registry says: every registered column of a table, bound by one row MAC. */
@Injectable()
export class RowSealer {
  /**
   * @param values one value (or null) for every registered column of the table
   * @param indexes blind indexes stored beside them, bound by the MAC
   * @throws ValueTooLongError
   */
  seal(
    key: CaseKey,
    place: RowPlace,
    values: Readonly<Record<string, unknown>>,
    indexes: StoredColumns = {},
  ): SealedColumns {
    const columns: Record<string, Buffer> = {};
    try {
      for (const { column } of codec.columnsOf(place.table)) {
        const sealed = codec.sealValue(key, this.placeOf(place, column), values[column] ?? null);
        columns[column] = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength);
      }
    } catch (error) {
      if (error instanceof FieldTooLongError) throw new ValueTooLongError();
      throw error;
    }
    return { columns, rowMac: Buffer.from(computeRowMac(key, this.macRow(place, { ...columns, ...indexes }))) };
  }

  /**
   * Verifies the row MAC, then opens the registered columns.
   * @param only columns to open; all of the table when absent
   * @throws UnreadableRecordError for any ciphertext, index, policy column or version that was not written together.
   */
  open(
    keys: readonly CaseKey[],
    place: RowPlace,
    stored: StoredColumns,
    rowMac: Uint8Array,
    only?: readonly string[],
  ): Record<string, unknown> {
    const columns = codec.columnsOf(place.table);
    const first = stored[columns[0]?.column ?? ''];
    try {
      const key = chooseCaseKey(keys, first ?? new Uint8Array());
      if (!verifyRowMac(key, this.macRow(place, stored), rowMac)) throw new UnreadableRecordError();
      const opened: Record<string, unknown> = {};
      for (const { column } of columns) {
        if (only && !only.includes(column)) continue;
        opened[column] = codec.openValue(key, this.placeOf(place, column), stored[column] ?? new Uint8Array());
      }
      return opened;
    } catch (error) {
      if (error instanceof DecryptError) throw new UnreadableRecordError();
      throw error;
    }
  }

  /** A sealed text with its place and the key its header names. @throws UnreadableRecordError */
  sealedText(keys: readonly CaseKey[], place: RowPlace, column: string, sealed: Uint8Array): SealedText {
    try {
      return { key: chooseCaseKey(keys, sealed), place: this.placeOf(place, column), sealed };
    } catch (error) {
      if (error instanceof DecryptError) throw new UnreadableRecordError();
      throw error;
    }
  }

  /** The blind index of a value under the centre's index key. @throws NormaliseError when the value is none of its kind. */
  index(bik: VersionedKey, table: string, column: string, value: string): Buffer {
    const { index } = codec.column(table, column);
    if (!index) throw new Error(`Column ${table}.${column} has no index in the registry.`);
    return Buffer.from(
      blindIndex(
        bik.bytes,
        { table, column, index: index.name, normaliser: index.normaliser, normaliserVersion: NORMALISER_VERSION },
        value,
      ),
    );
  }

  private placeOf(place: RowPlace, column: string) {
    return { caseId: place.caseId, table: place.table, column, rowId: place.id };
  }

  private macRow(place: RowPlace, stored: StoredColumns) {
    return { table: place.table, rowId: place.id, rowVersion: place.version, fields: { ...place.policy, ...stored } };
  }
}
