import { DecryptError } from '@an-tam/field-encryption';
import type { CaseKey, FieldContext } from '@an-tam/field-encryption';
import sodium from 'libsodium-wrappers-sumo';

/** What an attacker builds from the published page of the formats, without a line of the library. */

export const place: FieldContext = { caseId: 'case-1', table: 'client', column: 'phone', rowId: 'row-1', type: 'text' };
export const secret = new TextEncoder().encode('Nguyễn Thị Hoà');

/** LP32: a part preceded by its length. */
export function lp(...parts: (string | Uint8Array)[]): Buffer {
  return Buffer.concat(
    parts.flatMap((part) => {
      const length = Buffer.alloc(4);
      length.writeUInt32BE(Buffer.from(part).length);
      return [length, Buffer.from(part)];
    }),
  );
}

export const framed = ({ caseId, table, column, rowId, type }: FieldContext) => lp(caseId, table, column, rowId, type);

export function u32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

interface Forgery {
  readonly start?: readonly number[];
  readonly domain?: string;
  readonly aad?: Uint8Array;
}

/** Seals with the right key as the page says, save for what the forger changes: first bytes, domain or place. */
export function forge(key: CaseKey, plaintext: Uint8Array, { start, domain, aad }: Forgery = {}): Uint8Array {
  const header = Buffer.concat([Buffer.from(start ?? [0xa7, 1, 1, 1]), key.keyId, u32(key.version)]);
  const nonce = sodium.randombytes_buf(24);
  const input = Buffer.concat([Buffer.from(`${domain ?? 'field/v1'}\0`), header, nonce, aad ?? framed(place)]);
  const okm = sodium.crypto_generichash(64, input, key.bytes);
  const padded = new Uint8Array(64);
  padded.set(plaintext);
  padded[plaintext.length] = 0x80;
  const body = sodium.crypto_aead_xchacha20poly1305_ietf_encrypt(padded, header, null, nonce, okm.subarray(0, 32));
  return new Uint8Array(Buffer.concat([header, nonce, okm.subarray(32), body]));
}

/** Every copy of the bytes with one bit changed. */
export function* flips(bytes: Uint8Array): Generator<Uint8Array> {
  for (let bit = 0; bit < bytes.length * 8; bit++) {
    const flipped = bytes.slice();
    flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7));
    yield flipped;
  }
}

/** What opening does, as a value: the plaintext in UTF-8, or the error. */
export function outcome(open: () => Uint8Array): unknown {
  try {
    return Buffer.from(open()).toString('utf8');
  } catch (error) {
    return error;
  }
}

/** The one answer to everything that does not open, alike in class, code, text and members. */
export function expectRefusal(open: () => Uint8Array): void {
  const error = outcome(open);
  expect(error).toBeInstanceOf(DecryptError);
  expect(error).toMatchObject({ code: 'DECRYPT_FAILED', message: new DecryptError().message });
  expect(Object.keys(error as object).sort()).toEqual(['code', 'name']);
}
