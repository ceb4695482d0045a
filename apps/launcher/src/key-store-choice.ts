import type { Pkcs11Options } from '@an-tam/field-encryption';
import { LaunchError } from './launch-error.js';
import { readSecret } from './passphrase.js';

/** The kind of key store, as the environment chooses it. */
export type KeyStoreChoice =
  | { readonly kind: 'keyring' }
  | {
      readonly kind: 'pkcs11';
      /** All but the place of the wrapped keys, which follows the data folder unless it is given. */
      readonly token: Omit<Pkcs11Options, 'storePath'>;
      readonly storePath: string | undefined;
      /** What the intake service is given of it. */
      readonly environment: NodeJS.ProcessEnv;
    };

const defaultRootLabel = 'an-tam-root';

/**
 * Reads `AN_TAM_KEY_STORE` (`keyring` unless told otherwise) and for `pkcs11` the settings `AN_TAM_PKCS11_MODULE`,
 * `_TOKEN_LABEL`, `_PIN_FILE` (or `_PIN`), `_ROOT_LABEL`, `_STORE_PATH` and `_ENVIRONMENT` (names of variables that the
 * vendor's module reads, comma separated). @throws LaunchError
 */
export function readKeyStoreChoice(environment: NodeJS.ProcessEnv): KeyStoreChoice {
  const kind = environment['AN_TAM_KEY_STORE'] ?? 'keyring';
  if (kind === 'keyring') return { kind };
  if (kind !== 'pkcs11') throw new LaunchError(`AN_TAM_KEY_STORE ${kind} is not known; use keyring or pkcs11`);
  const needed = (name: string): string => {
    const value = environment[name];
    if (!value) throw new LaunchError(`AN_TAM_KEY_STORE=pkcs11 needs ${name}${name.endsWith('PIN') ? '_FILE' : ''}`);
    return value;
  };
  const modulePath = needed('AN_TAM_PKCS11_MODULE');
  const tokenLabel = needed('AN_TAM_PKCS11_TOKEN_LABEL');
  const rootLabel = environment['AN_TAM_PKCS11_ROOT_LABEL'] ?? defaultRootLabel;
  const pinFile = environment['AN_TAM_PKCS11_PIN_FILE'];
  const pin = pinFile ? readSecret({ file: pinFile }, 'PIN') : needed('AN_TAM_PKCS11_PIN');
  const ofModule = (environment['AN_TAM_PKCS11_ENVIRONMENT'] ?? '').split(',').filter(Boolean);
  return {
    kind,
    token: { modulePath, tokenLabel, pin, rootLabel },
    storePath: environment['AN_TAM_PKCS11_STORE_PATH'],
    environment: {
      AN_TAM_KEY_STORE: kind,
      AN_TAM_PKCS11_MODULE: modulePath,
      AN_TAM_PKCS11_TOKEN_LABEL: tokenLabel,
      AN_TAM_PKCS11_ROOT_LABEL: rootLabel,
      ...(pinFile ? { AN_TAM_PKCS11_PIN_FILE: pinFile } : { AN_TAM_PKCS11_PIN: pin }),
      ...Object.fromEntries(ofModule.map((name) => [name, environment[name]])),
    },
  };
}
