import { openKeyStore, type KeyStoreOptions, type WrappedKeyStore } from '@an-tam/field-encryption';
import type { IntakeSettings } from '../settings.js';

/** Injection token of the key management port. */
export const KEY_STORE = Symbol('key store');

/** The key store could not be opened; `message` is one line that says what to do. */
export class KeyStoreError extends Error {
  override readonly name = 'KeyStoreError';
}

function optionsOf(settings: IntakeSettings): KeyStoreOptions {
  const needed = (name: keyof IntakeSettings): string => {
    const value = settings[name];
    if (typeof value !== 'string')
      throw new KeyStoreError(`AN_TAM_KEY_STORE=${settings.AN_TAM_KEY_STORE} needs ${name}.`);
    return value;
  };
  if (settings.AN_TAM_KEY_STORE === 'keyring')
    return { kind: 'keyring', path: needed('AN_TAM_KEYRING_PATH'), passphrase: needed('AN_TAM_KEYRING_PASSPHRASE') };
  return {
    kind: 'pkcs11',
    modulePath: needed('AN_TAM_PKCS11_MODULE'),
    tokenLabel: needed('AN_TAM_PKCS11_TOKEN_LABEL'),
    pin: needed('AN_TAM_PKCS11_PIN'),
    rootLabel: needed('AN_TAM_PKCS11_ROOT_LABEL'),
    storePath: needed('AN_TAM_PKCS11_STORE_PATH'),
  };
}

/** Opens the key store that the settings choose, or makes it on the first start. @throws KeyStoreError */
export async function openKeyStoreOf(settings: IntakeSettings): Promise<WrappedKeyStore> {
  try {
    return await openKeyStore(optionsOf(settings));
  } catch (error) {
    throw new KeyStoreError(error instanceof Error ? error.message : 'The key store cannot be opened.');
  }
}
