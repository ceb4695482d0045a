import { DecryptError, FormatError } from './errors.js';
import { concat, readU32be, u32be, utf8 } from './framing.js';
import { pad, unpad } from './padding.js';
import type { PaddingClass } from './padding.js';
import { sodium } from './sodium.js';

/**
 * The one envelope, version 1, under every sealed field, wrapped key and sealed secret:
 *
 *     magic, version, suite, schema (4) | key id (16) | key version u32be (4) | nonce (24) | commitment (32) | ct + tag (16)
 *     okm = BLAKE2b-512(key, domain 0x00 header nonce AAD);  Ke = okm[0..31];  commitment = okm[32..63]
 *     ct + tag = XChaCha20-Poly1305-IETF(Ke, nonce, pad(plaintext), ad = header)
 *
 * The first 24 bytes are the header. The commitment makes the envelope key-committing: XChaCha20-Poly1305 alone lets one
 * ciphertext open under two keys (Dodis et al., "Fast Message Franking", CRYPTO 2018). AAD binds the place through the
 * key derivation. Suite 1 is the only one; there is nothing to negotiate and so nothing to downgrade.
 */
export const MAGIC = 0xa7;
export const VERSION = 1;
export const SUITE = 1;
export const SCHEMA = 1;

export const KEY_BYTES = 32;
export const KEY_ID_BYTES = 16;
export const NONCE_BYTES = 24;
export const HEADER_BYTES = 4 + KEY_ID_BYTES + 4;
export const COMMITMENT_BYTES = 32;
const TAG_BYTES = 16;
const BODY_OFFSET = HEADER_BYTES + NONCE_BYTES + COMMITMENT_BYTES;
const SMALLEST_PADDED = 32;

/** Shortest possible sealed value in bytes: an empty plaintext in the smallest bucket. For database CHECKs. */
export const MIN_SEALED_BYTES = BODY_OFFSET + SMALLEST_PADDED + TAG_BYTES;

export type EnvelopeDomain = 'field/v1' | 'wrap/v1' | 'secret-key/v1';

export interface EnvelopeHeader {
  /** Version of the encoding of the plaintext. */
  readonly schema: number;
  /** 16 bytes. */
  readonly keyId: Uint8Array;
  readonly keyVersion: number;
}

export interface EnvelopeKey {
  readonly keyId: Uint8Array;
  readonly version: number;
  readonly bytes: Uint8Array;
}

const PREFIXES: Readonly<Record<EnvelopeDomain, Uint8Array>> = {
  'field/v1': utf8('field/v1\0'),
  'wrap/v1': utf8('wrap/v1\0'),
  'secret-key/v1': utf8('secret-key/v1\0'),
};

function checkKey(key: EnvelopeKey): void {
  if (key.bytes.length !== KEY_BYTES) throw new FormatError('A key has 32 bytes.');
  if (key.keyId.length !== KEY_ID_BYTES) throw new FormatError('A key id has 16 bytes.');
}

function derive(
  domain: EnvelopeDomain,
  key: Uint8Array,
  header: Uint8Array,
  nonce: Uint8Array,
  aad: Uint8Array,
): Uint8Array {
  return sodium.crypto_generichash(64, concat(PREFIXES[domain], header, nonce, aad), key);
}

/** Seals under a nonce that the caller guarantees to be fresh and random (24 bytes from a CSPRNG). */
export function sealEnvelope(
  domain: EnvelopeDomain,
  key: EnvelopeKey,
  nonce: Uint8Array,
  aad: Uint8Array,
  plaintext: Uint8Array,
  padding: PaddingClass,
): Uint8Array {
  checkKey(key);
  const header = concat(new Uint8Array([MAGIC, VERSION, SUITE, SCHEMA]), key.keyId, u32be(key.version));
  const okm = derive(domain, key.bytes, header, nonce, aad);
  const padded = pad(plaintext, padding);
  const body = sodium.crypto_aead_xchacha20poly1305_ietf_encrypt(padded, header, null, nonce, okm.subarray(0, 32));
  const sealed = concat(header, nonce, okm.subarray(32), body);
  okm.fill(0);
  padded.fill(0);
  return sealed;
}

/** Reads the header of a sealed value. Throws {@link DecryptError} on an unknown magic, version, suite or schema. */
export function readHeader(sealed: Uint8Array): EnvelopeHeader {
  const known = sealed[0] === MAGIC && sealed[1] === VERSION && sealed[2] === SUITE && sealed[3] === SCHEMA;
  if (!known || sealed.length < MIN_SEALED_BYTES) throw new DecryptError();
  return { schema: SCHEMA, keyId: sealed.slice(4, 4 + KEY_ID_BYTES), keyVersion: readU32be(sealed, 4 + KEY_ID_BYTES) };
}

/** Opens, or throws the one {@link DecryptError}. The commitment is compared first, in constant time. */
export function openEnvelope(
  domain: EnvelopeDomain,
  key: EnvelopeKey,
  aad: Uint8Array,
  sealed: Uint8Array,
): Uint8Array {
  checkKey(key);
  const { keyId, keyVersion } = readHeader(sealed);
  if (keyVersion !== key.version || !sodium.memcmp(keyId, key.keyId)) throw new DecryptError();
  const header = sealed.subarray(0, HEADER_BYTES);
  const nonce = sealed.subarray(HEADER_BYTES, HEADER_BYTES + NONCE_BYTES);
  const okm = derive(domain, key.bytes, header, nonce, aad);
  try {
    if (!sodium.memcmp(okm.subarray(32), sealed.subarray(HEADER_BYTES + NONCE_BYTES, BODY_OFFSET)))
      throw new DecryptError();
    const padded = decrypt(sealed.subarray(BODY_OFFSET), header, nonce, okm.subarray(0, 32));
    const plaintext = unpad(padded);
    padded.fill(0);
    if (!plaintext) throw new DecryptError();
    return plaintext;
  } finally {
    okm.fill(0);
  }
}

function decrypt(body: Uint8Array, header: Uint8Array, nonce: Uint8Array, key: Uint8Array): Uint8Array {
  try {
    return sodium.crypto_aead_xchacha20poly1305_ietf_decrypt(null, body, header, nonce, key);
  } catch {
    throw new DecryptError();
  }
}
