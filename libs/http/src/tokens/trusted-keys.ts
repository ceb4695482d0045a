import { importJWK, type CryptoKey, type JWK } from 'jose';
import { z } from 'zod';

/** Ed25519 public keys of the processes that may sign tokens: process name -> JWK. Reaches each service as a file. */
export const trustedKeysSchema = z.record(
  z.string(),
  z.object({ kty: z.literal('OKP'), crv: z.literal('Ed25519'), x: z.string() }),
);

/** An own private key: {@link trustedKeysSchema}'s JWK with `d`. */
export const privateKeySchema = z.object({
  kty: z.literal('OKP'),
  crv: z.literal('Ed25519'),
  x: z.string(),
  d: z.string(),
});
export type PrivateKeyJwk = z.infer<typeof privateKeySchema>;

export type TrustedKeys = ReadonlyMap<string, CryptoKey>;

/** Only EdDSA is ever accepted, whatever a token's header says. */
export const tokenAlgorithm = 'EdDSA';

/** User and service tokens live this long at most, in seconds. */
export const tokenLifetimeSeconds = 60;

export async function importKey(jwk: JWK): Promise<CryptoKey> {
  const key = await importJWK(jwk, tokenAlgorithm);
  if (key instanceof Uint8Array) throw new Error('A token key must be an Ed25519 key.');
  return key;
}

export async function importTrustedKeys(keys: z.infer<typeof trustedKeysSchema>): Promise<TrustedKeys> {
  const entries = await Promise.all(
    Object.entries(keys).map(async ([name, jwk]) => [name, await importKey(jwk)] as const),
  );
  return new Map(entries);
}
