import { createHash } from 'node:crypto';
import { importJWK, type CryptoKey, type JWK } from 'jose';
import { z } from 'zod';
import { FollowedSetting } from './followed-setting.js';

const publicKey = { kty: z.literal('OKP'), crv: z.literal('Ed25519'), x: z.string() };
/** A key that is being retired: worth nothing from this moment on, in seconds since 1970. */
const retired = { until: z.number().int().optional() };

const oneOrMore = <T extends z.ZodType>(schema: T) =>
  z.union([schema.transform((one) => [one]), z.array(schema).min(1)]);

/**
 * Ed25519 public keys of the processes that may sign tokens: process name -> JWK, or several while one is exchanged.
 * Reaches each service as a file.
 */
export const trustedKeysSchema = z.record(z.string(), oneOrMore(z.object({ ...publicKey, ...retired })));

/** An own private key: {@link trustedKeysSchema}'s JWK with `d`; `from`: signs from this moment on. */
export const privateKeySchema = z.object({
  ...publicKey,
  d: z.string(),
  ...retired,
  from: z.number().int().optional(),
});
export type PrivateKeyJwk = z.infer<typeof privateKeySchema>;

/** The own private key, or several while it is exchanged. */
export const signingKeysSchema = oneOrMore(privateKeySchema);

/** Only EdDSA is ever accepted, whatever a token's header says. */
export const tokenAlgorithm = 'EdDSA';

/** User and service tokens live this long at most, in seconds. */
export const tokenLifetimeSeconds = 60;

/** A key's name in a token's header. */
export const kidOf = ({ x }: { readonly x: string }): string =>
  createHash('sha256').update(x).digest('base64url').slice(0, 16);

async function importKey(jwk: JWK): Promise<CryptoKey> {
  const key = await importJWK(jwk, tokenAlgorithm);
  if (key instanceof Uint8Array) throw new Error('A token key must be an Ed25519 key.');
  return key;
}

const nowInSeconds = () => Date.now() / 1000;
const isLive = ({ until }: { readonly until?: number | undefined }) => until === undefined || nowInSeconds() < until;

/** A private key and its name. */
export interface SigningKey {
  readonly key: CryptoKey;
  readonly kid: string;
}

export const importSigningKey = async (jwk: PrivateKeyJwk): Promise<SigningKey> => ({
  key: await importKey({ ...jwk }),
  kid: kidOf(jwk),
});

/** The keys with which a process signs, one at a time. They follow their file while the process runs. */
export class SigningKeys {
  private readonly setting: FollowedSetting<readonly PrivateKeyJwk[]>;
  private readonly imported = new Map<string, Promise<SigningKey>>();

  /** @param file where the keys come from, which may be exchanged while the process runs */
  constructor(keys: readonly PrivateKeyJwk[], file?: string) {
    this.setting = new FollowedSetting(keys, file, (text) => signingKeysSchema.parse(JSON.parse(text)));
  }

  /** Those that are not retired, the one that signs at this moment first. */
  list(): readonly PrivateKeyJwk[] {
    const live = this.setting.value.filter(isLive);
    const begun = live.filter(({ from = 0 }) => from <= nowInSeconds());
    const present = begun.toSorted((a, b) => (b.from ?? 0) - (a.from ?? 0))[0] ?? live[0];
    if (!present) throw new Error('There is no key to sign with.');
    return [present, ...live.filter((one) => one !== present)];
  }

  current(): Promise<SigningKey> {
    const [jwk] = this.list();
    if (!jwk) throw new Error('unreachable: the list begins with the present key');
    const known = this.imported.get(jwk.x) ?? importSigningKey(jwk);
    this.imported.set(jwk.x, known);
    return known;
  }
}

/** Finds the key that a token names, among those its issuer has at this moment. */
export interface TrustedKeys {
  find(issuer: string, kid: string | undefined): Promise<CryptoKey | null>;
}

/** @param file where the keys come from, which may be exchanged while the process runs */
export async function importTrustedKeys(keys: z.input<typeof trustedKeysSchema>, file?: string): Promise<TrustedKeys> {
  const parse = (given: unknown) => trustedKeysSchema.parse(given);
  const setting = new FollowedSetting(parse(keys), file, (text) => parse(JSON.parse(text)));
  const imported = new Map<string, Promise<CryptoKey>>();
  const importOnce = (jwk: { readonly kty: 'OKP'; readonly crv: 'Ed25519'; readonly x: string }) => {
    const { kty, crv, x } = jwk;
    const known = imported.get(x) ?? importKey({ kty, crv, x });
    imported.set(x, known);
    return known;
  };
  // A key that cannot be used is found at the start, not with the first token.
  for (const jwk of Object.values(setting.value).flat()) await importOnce(jwk);
  return {
    async find(issuer, kid) {
      const ofIssuer = Object.hasOwn(setting.value, issuer) ? (setting.value[issuer] ?? []) : [];
      const jwk = ofIssuer.find((one) => isLive(one) && kidOf(one) === kid);
      return jwk ? importOnce(jwk) : null;
    },
  };
}
