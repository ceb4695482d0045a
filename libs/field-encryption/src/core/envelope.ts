import { DecryptError, FormatError } from './errors.js';
import { readU32be, u32be, utf8 } from './framing.js';
import { pad, unpad } from './padding.js';
import type { PaddingClass } from './padding.js';
import { inScratch } from './scratch.js';
import { sodium, type Wasm } from './sodium.js';

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
const COMMITMENT_OFFSET = HEADER_BYTES + NONCE_BYTES;
const BODY_OFFSET = COMMITMENT_OFFSET + COMMITMENT_BYTES;
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

/** Where things stand in scratch memory: key, derived key, commitment, then the hash's input, then the body. */
const OKM_BYTES = 64;
const COMMITMENT = KEY_BYTES + KEY_BYTES;
const INPUT = KEY_BYTES + OKM_BYTES;

/** Writes the hash's input and hashes it. @returns the address of the header; nonce, AAD and body follow it */
function derive(
  module: Wasm,
  at: number,
  domain: EnvelopeDomain,
  key: Uint8Array,
  headerAndNonce: Uint8Array,
  aad: Uint8Array,
): number {
  const prefix = PREFIXES[domain];
  const input = at + INPUT;
  const header = input + prefix.length;
  const length = prefix.length + headerAndNonce.length + aad.length;
  module.HEAPU8.set(key, at);
  module.HEAPU8.set(prefix, input);
  module.HEAPU8.set(headerAndNonce, header);
  module.HEAPU8.set(aad, header + headerAndNonce.length);
  module._crypto_generichash(at + KEY_BYTES, OKM_BYTES, input, length, 0, at, KEY_BYTES);
  return header;
}

const bytesBefore = (domain: EnvelopeDomain, aad: Uint8Array): number =>
  INPUT + PREFIXES[domain].length + HEADER_BYTES + NONCE_BYTES + aad.length;

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
  const padded = pad(plaintext, padding);
  const sealed = new Uint8Array(BODY_OFFSET + padded.length + TAG_BYTES);
  sealed.set([MAGIC, VERSION, SUITE, SCHEMA]);
  sealed.set(key.keyId, 4);
  sealed.set(u32be(key.version), 4 + KEY_ID_BYTES);
  sealed.set(nonce, HEADER_BYTES);
  const before = bytesBefore(domain, aad);
  inScratch(before + padded.length + TAG_BYTES, (module, at) => {
    const header = derive(module, at, domain, key.bytes, sealed.subarray(0, COMMITMENT_OFFSET), aad);
    const body = at + before;
    module.HEAPU8.set(padded, body);
    const bound = [header, HEADER_BYTES, 0, null, header + HEADER_BYTES, at + KEY_BYTES] as const;
    module._crypto_aead_xchacha20poly1305_ietf_encrypt(body, null, body, padded.length, 0, ...bound);
    sealed.set(module.HEAPU8.subarray(at + COMMITMENT, at + INPUT), COMMITMENT_OFFSET);
    sealed.set(module.HEAPU8.subarray(body, body + padded.length + TAG_BYTES), BODY_OFFSET);
  });
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
  const before = bytesBefore(domain, aad);
  const length = sealed.length - BODY_OFFSET;
  return inScratch(before + length, (module, at) => {
    const header = derive(module, at, domain, key.bytes, sealed.subarray(0, COMMITMENT_OFFSET), aad);
    const commitment = module.HEAPU8.subarray(at + COMMITMENT, at + INPUT);
    if (!sodium.memcmp(commitment, sealed.subarray(COMMITMENT_OFFSET, BODY_OFFSET))) throw new DecryptError();
    const body = at + before;
    module.HEAPU8.set(sealed.subarray(BODY_OFFSET), body);
    const bound = [header, HEADER_BYTES, 0, header + HEADER_BYTES, at + KEY_BYTES] as const;
    const status = module._crypto_aead_xchacha20poly1305_ietf_decrypt(body, null, null, body, length, 0, ...bound);
    const plaintext = status === 0 ? unpad(module.HEAPU8.subarray(body, body + length - TAG_BYTES)) : null;
    if (!plaintext) throw new DecryptError();
    return plaintext;
  });
}
