import { FormatError } from '../core/errors.js';
import { frame, utf8 } from '../core/framing.js';
import { generateSigningKeyPair, publicKeyId } from '../core/signature.js';
import type { SigningKeyPair } from '../core/signature.js';
import { sodium } from '../core/sodium.js';

/** X-Wing (X25519 + ML-KEM-768, draft-connolly-cfrg-xwing-kem): 1216-byte public key, 32-byte secret key (a seed). */
export interface PartnerKeyPair {
  readonly publicKey: Uint8Array;
  readonly secretKey: Uint8Array;
  /** 32 hexadecimal digits, derived from the public key. */
  readonly keyId: string;
}

/** A new random pair, or the one of a 32-byte seed (the seed is the secret key). */
export function generatePartnerKeyPair(seed?: Uint8Array): PartnerKeyPair {
  const pair = seed ? sodium.crypto_kem_xwing_seed_keypair(seed) : sodium.crypto_kem_xwing_keypair();
  return { publicKey: pair.publicKey, secretKey: pair.privateKey, keyId: partnerKeyId(pair.publicKey) };
}

/** The key id of an X-Wing public key. Throws FormatError on another length than 1216 bytes. */
export function partnerKeyId(publicKey: Uint8Array): string {
  if (publicKey.length !== sodium.crypto_kem_xwing_PUBLICKEYBYTES)
    throw new FormatError('An X-Wing public key has 1216 bytes.');
  return publicKeyId('x-wing', publicKey);
}

const FINGERPRINT_ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const FINGERPRINT_BYTES = 20;

/**
 * 160 bits of one or more public keys as eight groups of four signs, made to be read aloud (no I, L, O, U). Two people
 * who compare it over another channel know that nobody on the way put in a key of their own. Pass every key that is
 * pinned together (box key, reply verify key), always in the same order.
 */
export function fingerprint(...publicKeys: readonly [Uint8Array, ...Uint8Array[]]): string {
  const digest = sodium.crypto_generichash(FINGERPRINT_BYTES, frame(...publicKeys), utf8('fingerprint/v1 public keys'));
  let bits = '';
  for (const byte of digest) bits += byte.toString(2).padStart(8, '0');
  const signs = (bits.match(/.{5}/g) ?? []).map((five) => FINGERPRINT_ALPHABET[parseInt(five, 2)] ?? '').join('');
  return (signs.match(/.{4}/g) ?? []).join('-');
}

/**
 * The Ed25519 pair with which the holder of an X-Wing secret key signs replies: derived, so that one sealed secret and one
 * passphrase serve both. Its public half must be registered and confirmed together with the box key.
 */
export function replySigningKeyPair(secretKey: Uint8Array): SigningKeyPair {
  const seed = sodium.crypto_generichash(32, utf8('reply-signing/v1'), secretKey);
  const pair = generateSigningKeyPair(seed);
  seed.fill(0);
  return pair;
}
