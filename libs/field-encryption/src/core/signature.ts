import { FormatError } from './errors.js';
import { frame, utf8 } from './framing.js';
import { sodium } from './sodium.js';

export { ready } from './sodium.js';

/** An Ed25519 key pair: 32-byte public key, 64-byte secret key (RFC 8032 seed, then public key). */
export interface SigningKeyPair {
  readonly publicKey: Uint8Array;
  readonly secretKey: Uint8Array;
}

/** A new random key pair, or the one of a 32-byte seed. */
export function generateSigningKeyPair(seed?: Uint8Array): SigningKeyPair {
  const pair = seed ? sodium.crypto_sign_seed_keypair(seed) : sodium.crypto_sign_keypair();
  return { publicKey: pair.publicKey, secretKey: pair.privateKey };
}

/**
 * Ed25519 (RFC 8032) over LP32(domain) LP32(message); 64 bytes. The domain keeps a signature made for one purpose from
 * being shown as one for another.
 */
export function signMessage(secretKey: Uint8Array, domain: string, message: Uint8Array | string): Uint8Array {
  if (secretKey.length !== sodium.crypto_sign_SECRETKEYBYTES) throw new FormatError('A signing key has 64 bytes.');
  return sodium.crypto_sign_detached(frame(domain, message), secretKey);
}

/** True only for a signature made by {@link signMessage} with the same domain; never throws on bad input. */
export function verifyMessage(
  publicKey: Uint8Array,
  domain: string,
  message: Uint8Array | string,
  signature: Uint8Array,
): boolean {
  if (publicKey.length !== sodium.crypto_sign_PUBLICKEYBYTES || signature.length !== sodium.crypto_sign_BYTES)
    return false;
  return sodium.crypto_sign_verify_detached(signature, frame(domain, message), publicKey);
}

/** Name of a public key: the first 16 bytes of BLAKE2b over its kind and bytes, in hexadecimal. */
export function publicKeyId(kind: 'ed25519' | 'x-wing', publicKey: Uint8Array): string {
  return sodium.to_hex(
    sodium.crypto_generichash(16, frame('key-id/v1', kind, publicKey), utf8('an-tam public key id')),
  );
}
