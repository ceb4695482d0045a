import { FormatError } from './errors.js';

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const LONE_SURROGATE = /\p{Surrogate}/u;

/** The engine's own check is seven times faster; some browsers of partners do not have it yet. */
const isWellFormed: (text: string) => boolean =
  'isWellFormed' in String.prototype ? (text) => text.isWellFormed() : (text) => !LONE_SURROGATE.test(text);

/** UTF-8 bytes. Refuses lone surrogates: they all encode to U+FFFD, so two different strings would become one. */
export function utf8(text: string): Uint8Array {
  if (!isWellFormed(text)) throw new FormatError('The text is not well-formed Unicode.');
  return encoder.encode(text);
}

/** The inverse of {@link utf8}; throws a TypeError on bytes that are not UTF-8. A leading U+FEFF is kept. */
export function fromUtf8(bytes: Uint8Array): string {
  return decoder.decode(bytes);
}

/** Unsigned 32-bit big-endian. Throws on anything outside 0..2^32-1 rather than wrapping around. */
export function u32be(value: number): Uint8Array {
  if (!Number.isInteger(value) || value < 0 || value > 0xffff_ffff)
    throw new FormatError('Not an unsigned 32-bit integer.');
  return new Uint8Array([value >>> 24, value >>> 16, value >>> 8, value]);
}

/** Reads what {@link u32be} wrote. The caller has checked that four bytes are there. */
export function readU32be(bytes: Uint8Array, offset: number): number {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint32(offset);
}

export function concat(...parts: readonly Uint8Array[]): Uint8Array {
  let length = 0;
  for (const part of parts) length += part.length;
  const joined = new Uint8Array(length);
  let offset = 0;
  for (const part of parts) {
    joined.set(part, offset);
    offset += part.length;
  }
  return joined;
}

/** Up to this length a loop beats a call into native code; identifiers and column names are shorter. */
const SHORT = 128;

/** Writes a short ASCII text in place; false, with nothing promised about the bytes, for anything else. */
function writeShortAscii(text: string, target: Uint8Array, offset: number): boolean {
  if (text.length > SHORT) return false;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code > 0x7f) return false;
    target[offset + at] = code;
  }
  return true;
}

/** Frames in one pass when every text is short ASCII, which is nearly always; null otherwise. */
function frameAscii(parts: readonly (string | Uint8Array)[]): Uint8Array | null {
  let length = 0;
  for (const part of parts) length += 4 + part.length;
  const framed = new Uint8Array(length);
  let offset = 0;
  for (const part of parts) {
    framed[offset] = part.length >>> 24;
    framed[offset + 1] = part.length >>> 16;
    framed[offset + 2] = part.length >>> 8;
    framed[offset + 3] = part.length;
    offset += 4;
    if (typeof part !== 'string') framed.set(part, offset);
    else if (!writeShortAscii(part, framed, offset)) return null;
    offset += part.length;
  }
  return framed;
}

/**
 * LP32: every part preceded by its length as u32be. Injective: two different lists of parts never give the same bytes,
 * whatever the parts contain. (Undelimited associated data lets an attacker slide a border and forge a context.)
 */
export function frame(...parts: readonly (string | Uint8Array)[]): Uint8Array {
  return frameAscii(parts) ?? frameBytes(parts.map((part) => (typeof part === 'string' ? utf8(part) : part)));
}

function frameBytes(parts: readonly Uint8Array[]): Uint8Array {
  return concat(...parts.flatMap((part) => [u32be(part.length), part]));
}
