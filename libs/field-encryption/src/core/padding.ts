import { FieldTooLongError } from './errors.js';

/**
 * How much a sealed value may say about the length of what is inside.
 * - `text`: buckets of 32, 64, 128, 256, 512, 1024 bytes, above that Padmé (at most 12 % more, O(log log n) bits leaked;
 *   Nikitin et al., "Reducing Metadata Leakage from Encrypted Files and Communication with PURBs", PETS 2019).
 * - `fixedN`: always N bytes. For enums, numbers, dates and whatever may be NULL: every value looks the same.
 */
export type PaddingClass = 'text' | 'fixed32' | 'fixed64' | 'fixed128' | 'fixed256';

const FIXED_SIZES: Readonly<Record<Exclude<PaddingClass, 'text'>, number>> = {
  fixed32: 32,
  fixed64: 64,
  fixed128: 128,
  fixed256: 256,
};
const SMALLEST_BUCKET = 32;
const LARGEST_BUCKET = 1024;
const MARKER = 0x80;

/** Longest plaintext of one sealed value, in bytes. Longer content belongs in a file store. */
export const MAX_PLAINTEXT_BYTES = 1_048_576;

/** Padmé: rounds up so that only the leading floor(log2(log2 n)) + 1 bits of the length stay visible. */
function padme(length: number): number {
  const exponent = 31 - Math.clz32(length);
  const kept = 32 - Math.clz32(exponent);
  const mask = 2 ** (exponent - kept) - 1;
  return (length + mask) & ~mask;
}

/** Size after padding of a plaintext of `length` bytes (the marker byte included). */
export function paddedLength(length: number, padding: PaddingClass): number {
  const needed = length + 1;
  if (length > MAX_PLAINTEXT_BYTES) throw new FieldTooLongError();
  if (padding !== 'text') {
    if (needed > FIXED_SIZES[padding]) throw new FieldTooLongError();
    return FIXED_SIZES[padding];
  }
  let bucket = SMALLEST_BUCKET;
  while (bucket < needed && bucket < LARGEST_BUCKET) bucket *= 2;
  return needed <= bucket ? bucket : padme(needed);
}

/** plaintext, 0x80, zeros. The marker makes every length recoverable, zeros at the end of the plaintext included. */
export function pad(plaintext: Uint8Array, padding: PaddingClass): Uint8Array {
  const padded = new Uint8Array(paddedLength(plaintext.length, padding));
  padded.set(plaintext);
  padded[plaintext.length] = MARKER;
  return padded;
}

/** The same for a file, which may be longer than any sealed value: Padmé alone. */
export function padFile(plaintext: Uint8Array): Uint8Array {
  const padded = new Uint8Array(padme(Math.max(plaintext.length + 1, LARGEST_BUCKET)));
  padded.set(plaintext);
  padded[plaintext.length] = MARKER;
  return padded;
}

/** Removes the padding; null when there is no marker. Runs only on authenticated bytes, so its timing tells nothing. */
export function unpad(padded: Uint8Array): Uint8Array | null {
  let end = padded.length - 1;
  while (end >= 0 && padded[end] === 0) end--;
  return end >= 0 && padded[end] === MARKER ? padded.slice(0, end) : null;
}
