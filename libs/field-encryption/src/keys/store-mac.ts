import { utf8 } from '../core/framing.js';
import { sodium } from '../core/sodium.js';

/** Keyed BLAKE2b-256 of `bytes`, hexadecimal, under a key of its own that `purpose` and `secret` give. */
export function macUnder(purpose: string, secret: Uint8Array, bytes: Uint8Array): string {
  const key = sodium.crypto_generichash(32, utf8(purpose), secret);
  const mac = sodium.to_hex(sodium.crypto_generichash(32, bytes, key));
  key.fill(0);
  return mac;
}

/** Compares in constant time. */
export function sameText(expected: string, found: string): boolean {
  const [one, other] = [utf8(expected), utf8(found)];
  return one.length === other.length && sodium.memcmp(one, other);
}
