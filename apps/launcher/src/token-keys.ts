import { privateKeySchema, signingKeysSchema, tokenLifetimeSeconds, type PrivateKeyJwk } from '@an-tam/http/tokens';
import { LaunchError } from './launch-error.js';
import { newTokenKey, publicHalf, type SecretStore } from './secret-store.js';
import { operatorKeyName, signingServices } from './service-catalogue.js';

/** Files that tell each service whose tokens it takes. */
export interface TrustedKeyFiles {
  readonly common: string;
  /** With the operator's key, which intake alone trusts. */
  readonly intake: string;
}

type KeysByName = ReadonlyMap<string, readonly PrivateKeyJwk[]>;

/** Beyond a token's life, for clocks of several machines that differ and for a file that is noticed a little late, in seconds. */
const grace = 10;

const signers = [...signingServices, operatorKeyName];
const fileOf = (name: string) => `token-key-${name}`;

function readKeys(secrets: SecretStore): KeysByName {
  const read = (name: string) => signingKeysSchema.parse(JSON.parse(secrets.keep(fileOf(name), newTokenKey)));
  return new Map(signers.map((name) => [name, read(name)]));
}

function writeTrusted(secrets: SecretStore, keys: KeysByName): TrustedKeyFiles {
  const trusted = (names: readonly string[]) =>
    JSON.stringify(Object.fromEntries(names.map((name) => [name, (keys.get(name) ?? []).map(publicHalf)])));
  return {
    common: secrets.put('trusted-keys', trusted(signingServices)),
    intake: secrets.put('trusted-keys-intake', trusted(signers)),
  };
}

/** Keeps a key of its own for every process that signs tokens, the operator's commands among them. */
export function keepTokenKeys(secrets: SecretStore): TrustedKeyFiles {
  return writeTrusted(secrets, readKeys(secrets));
}

export interface TokenKeyExchange {
  /** The new keys sign from then on. */
  readonly from: Date;
  /** The old ones are worth nothing from then on. */
  readonly until: Date;
}

/**
 * Exchanges every key for tokens while everybody works: the services notice their files, sign with the new key from one and
 * the same moment on, and take tokens of the old one until the last of them has expired.
 * @param within seconds in which every service will have noticed its files @throws LaunchError
 */
export function exchangeTokenKeys(secrets: SecretStore, within: number): TokenKeyExchange {
  const now = Math.floor(Date.now() / 1000);
  const keys = readKeys(secrets);
  if ([...keys.values()].flat().some(({ from = 0 }) => from > now))
    throw new LaunchError('an exchange of these keys is on its way; wait until its new keys are in use');
  const from = now + within;
  const until = from + tokenLifetimeSeconds + grace;
  const exchanged = new Map(
    [...keys].map(([name, before]) => {
      const live = before.filter((one) => one.until === undefined || one.until > now);
      const retiring = live.map((one) => ({ ...one, until: Math.min(one.until ?? until, until) }));
      const fresh = { ...privateKeySchema.parse(JSON.parse(newTokenKey())), from };
      return [name, [...retiring, fresh]] as const;
    }),
  );
  // Whoever signs with a new key finds it known.
  writeTrusted(secrets, exchanged);
  for (const [name, list] of exchanged) secrets.put(fileOf(name), JSON.stringify(list));
  return { from: new Date(from * 1000), until: new Date(until * 1000) };
}
