import { timingSafeEqual } from 'node:crypto';
import { FormatError } from '../core/errors.js';
import { frame, u32be, utf8 } from '../core/framing.js';
import { sodium } from '../core/sodium.js';
import type { CaseKey } from './case-key.js';

export type RowMacValue = Uint8Array | string | number | boolean | null;

/** A row as it is about to be stored, or as it was read. */
export interface MacRow {
  readonly table: string;
  readonly rowId: string;
  /** The optimistic-lock version: a safe integer that grows with every write. */
  readonly rowVersion: number;
  /** Every ciphertext, every index and every policy column (centre, status, consent), by column name. */
  readonly fields: Readonly<Record<string, RowMacValue>>;
}

const KEY_PURPOSE = utf8('mac/v1');
const COLUMN_NAME = /^[A-Za-z][A-Za-z0-9_]*$/;

function encode(value: RowMacValue): [tag: string, body: Uint8Array | string] {
  if (value === null) return ['null', ''];
  if (value instanceof Uint8Array) return ['bytes', value];
  switch (typeof value) {
    case 'string':
      return ['text', value];
    case 'boolean':
      return ['boolean', value ? '1' : '0'];
    case 'number':
      if (!Number.isFinite(value)) throw new FormatError('A row MAC takes finite numbers only.');
      return ['number', String(value === 0 ? 0 : value)];
    default:
      throw new FormatError('A row MAC takes bytes, text, numbers, booleans and null only.');
  }
}

/**
 * The MAC of a whole row, 32 bytes: keyed BLAKE2b-256 under BLAKE2b-256(DEK, "mac/v1"), over the row's place, version and
 * every named, typed, length-prefixed value in name order. It stops what per-field authentication cannot: an old
 * ciphertext put back, a value set to NULL, an index or a policy column edited. A whole old row put back keeps a valid
 * MAC; the audit log, which records version and MAC of each write, shows that.
 */
export function computeRowMac(key: CaseKey, row: MacRow): Uint8Array {
  if (!Number.isSafeInteger(row.rowVersion) || row.rowVersion < 0)
    throw new FormatError('A row version is a safe integer.');
  const names = Object.keys(row.fields).sort();
  const parts: (string | Uint8Array)[] = [
    'row-mac/v1',
    key.keyId,
    u32be(key.version),
    row.table,
    row.rowId,
    String(row.rowVersion),
  ];
  parts.push(u32be(names.length));
  for (const name of names) {
    const value = row.fields[name];
    if (!COLUMN_NAME.test(name)) throw new FormatError('A row MAC takes plain column names only.');
    if (value === undefined) throw new FormatError(`The row MAC needs a value or null for ${name}.`);
    parts.push(name, ...encode(value));
  }
  const macKey = sodium.crypto_generichash(32, KEY_PURPOSE, key.bytes);
  const mac = sodium.crypto_generichash(32, frame(...parts), macKey);
  macKey.fill(0);
  return mac;
}

/** Whether `mac` is the MAC of this row; compared in constant time. False for a missing or short MAC. */
export function verifyRowMac(key: CaseKey, row: MacRow, mac: Uint8Array | null): boolean {
  const expected = computeRowMac(key, row);
  return mac !== null && mac.length === expected.length && timingSafeEqual(expected, mac);
}
