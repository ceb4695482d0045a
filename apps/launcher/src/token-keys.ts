import { newTokenKey, publicHalf, type SecretStore } from './secret-store.js';
import { operatorKeyName, signingServices } from './service-catalogue.js';

/** Files that tell each service whose tokens it takes. */
export interface TrustedKeyFiles {
  readonly common: string;
  /** With the operator's key, which intake alone trusts. */
  readonly intake: string;
}

/** Keeps a key of its own for every process that signs tokens, the operator's commands among them. */
export function keepTokenKeys(secrets: SecretStore): TrustedKeyFiles {
  const trusted = (names: readonly string[]) =>
    JSON.stringify(
      Object.fromEntries(names.map((name) => [name, publicHalf(secrets.keep(`token-key-${name}`, newTokenKey))])),
    );
  return {
    common: secrets.put('trusted-keys', trusted(signingServices)),
    intake: secrets.put('trusted-keys-intake', trusted([...signingServices, operatorKeyName])),
  };
}
