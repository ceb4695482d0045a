import { createHmac } from 'node:crypto';
import { InvalidTableError } from './errors.js';

const KEY_BITS = 48;
const KEY_RANGE = 2 ** KEY_BITS;

/**
 * The secret persistent key of one record: HMAC-SHA-256 of table and record id, as a multiple of 2^-48 in [0, 1).
 * The same record has the same key at every run, so re-running a count reveals nothing new; without the secret
 * (at least 32 bytes) keys are not predictable. Source of the idea: record keys of the cell-key method
 * (Fraser and Wooton, 2005).
 */
export function recordKey(secret: Uint8Array, recordId: string, table: string): number {
  if (secret.length < 32) throw new InvalidTableError('The record-key secret needs at least 32 bytes');
  const mac = createHmac('sha256', secret).update(`an-tam/record-key/1:${table.length}:${table}:${recordId}`).digest();
  return mac.readUIntBE(0, KEY_BITS / 8) / KEY_RANGE;
}

/** Fractional part of a sum of keys. Keys are multiples of 2^-48, so the result is exact and free of order. */
export function addKeys(start: number, keys: readonly number[]): number {
  let sum = start;
  for (const key of keys) {
    if (!(key >= 0 && key < 1) || !Number.isInteger(key * KEY_RANGE)) {
      throw new InvalidTableError('A record key must be a multiple of 2^-48 in [0, 1)');
    }
    sum = (sum + key) % 1;
  }
  return sum;
}
