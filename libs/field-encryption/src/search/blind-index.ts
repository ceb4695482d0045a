import { FormatError } from '../core/errors.js';
import { frame } from '../core/framing.js';
import { sodium } from '../core/sodium.js';
import { normalise } from './normalise.js';
import type { Normaliser } from './normalise.js';

/** Which index a value goes into. Any difference here, or another BIK, gives unrelated index values. */
export interface BlindIndexSpec {
  readonly table: string;
  readonly column: string;
  readonly index: string;
  readonly normaliser: Normaliser;
  readonly normaliserVersion: number;
  /** Length of the index in bits, 16 to 256; 128 unless told. Shorter means more false matches, never fewer true ones. */
  readonly bits?: number;
}

const DEFAULT_BITS = 128;

function truncate(digest: Uint8Array, bits: number): Uint8Array {
  const bytes = digest.slice(0, Math.ceil(bits / 8));
  const spare = bytes.length * 8 - bits;
  const last = bytes.length - 1;
  bytes[last] = (bytes[last] ?? 0) & (0xff << spare);
  return bytes;
}

/**
 * A keyed index for exact search: Kidx = BLAKE2b-256(BIK, LP("bidx/v1", table, column, index, normaliser version));
 * index = trunc(BLAKE2b-256(Kidx, LP(normalised value)), bits). Store it beside the BIK version it was made under, and
 * compare the opened value again after a match. Throws NormaliseError when the value cannot be normalised.
 */
export function blindIndex(bik: Uint8Array, spec: BlindIndexSpec, value: string): Uint8Array {
  const bits = spec.bits ?? DEFAULT_BITS;
  if (bik.length !== 32) throw new FormatError('A blind index key has 32 bytes.');
  if (!Number.isInteger(bits) || bits < 16 || bits > 256) throw new FormatError('A blind index has 16 to 256 bits.');
  const normalised = normalise(spec.normaliser, value);
  const rules = `${spec.normaliser}/${spec.normaliserVersion}`;
  const key = sodium.crypto_generichash(32, frame('bidx/v1', spec.table, spec.column, spec.index, rules), bik);
  const digest = sodium.crypto_generichash(32, frame(normalised), key);
  key.fill(0);
  return truncate(digest, bits);
}
