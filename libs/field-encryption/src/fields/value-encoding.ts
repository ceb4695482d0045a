import { DecryptError, FieldEncryptionError, FormatError } from '../core/errors.js';
import { fromUtf8, utf8 } from '../core/framing.js';
import type { FieldType } from './sealed-field.js';

const NULL_TAG = 0;
const VALUE_TAG = 1;
const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;

/** The value is not of the column's type. The message says where, never what. */
export class FieldValueError extends FieldEncryptionError {
  constructor(readonly type: FieldType) {
    super('FIELD_VALUE_INVALID', `The value is not a well-formed ${type}.`);
  }
}

/** yyyy-MM-dd and a day that the calendar has. */
function isCalendarDate(text: string): boolean {
  const parts = DATE.exec(text);
  if (!parts) return false;
  const parsed = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(text);
}

function textOf(value: unknown, type: FieldType): Uint8Array {
  if (typeof value !== 'string') throw new FieldValueError(type);
  try {
    return utf8(value);
  } catch (error) {
    throw error instanceof FormatError ? new FieldValueError(type) : error;
  }
}

function jsonOf(value: unknown): string {
  let text: string | undefined;
  try {
    text = JSON.stringify(value);
  } catch {
    throw new FieldValueError('json');
  }
  if (text === undefined) throw new FieldValueError('json');
  return text;
}

function bodyOf(value: unknown, type: FieldType): Uint8Array {
  switch (type) {
    case 'text':
      return textOf(value, type);
    case 'enum':
      if (value === '') throw new FieldValueError(type);
      return textOf(value, type);
    case 'date':
      if (typeof value !== 'string' || !isCalendarDate(value)) throw new FieldValueError(type);
      return textOf(value, type);
    case 'json':
      return textOf(jsonOf(value), type);
    case 'integer': {
      if (typeof value !== 'number' || !Number.isSafeInteger(value)) throw new FieldValueError(type);
      const bytes = new Uint8Array(8);
      new DataView(bytes.buffer).setBigInt64(0, BigInt(value));
      return bytes;
    }
  }
}

/**
 * Plaintext encoding, schema 1: one byte 0 for NULL, or one byte 1 and the value - text, enum and date (yyyy-MM-dd) in
 * UTF-8, JSON as UTF-8 text, an integer as a signed 64-bit big-endian number (safe integers only).
 * `undefined` is refused: a forgotten value must not be stored as an absent one.
 */
export function encodeValue(value: unknown, type: FieldType): Uint8Array {
  if (value === undefined) throw new FieldValueError(type);
  if (value === null) return new Uint8Array([NULL_TAG]);
  const body = bodyOf(value, type);
  const encoded = new Uint8Array(1 + body.length);
  encoded[0] = VALUE_TAG;
  encoded.set(body, 1);
  body.fill(0);
  return encoded;
}

/** The inverse of {@link encodeValue}; bytes it could not have made give the uniform DecryptError. */
export function decodeValue(encoded: Uint8Array, type: FieldType): unknown {
  if (encoded.length === 1 && encoded[0] === NULL_TAG) return null;
  if (encoded[0] !== VALUE_TAG) throw new DecryptError();
  const body = encoded.subarray(1);
  if (type === 'integer') {
    if (body.length !== 8) throw new DecryptError();
    return Number(new DataView(body.buffer, body.byteOffset, 8).getBigInt64(0));
  }
  try {
    const text = fromUtf8(body);
    return type === 'json' ? (JSON.parse(text) as unknown) : text;
  } catch {
    throw new DecryptError();
  }
}
