import { Keyring } from './keyring.js';
import { Pkcs11Kms } from './pkcs11-kms.js';
import type { Pkcs11Options } from './pkcs11-kms.js';
import type { WrappedKeyStore } from './wrapped-key-store.js';

/** Which store, and what opens it. */
export type KeyStoreOptions =
  | { readonly kind: 'keyring'; readonly path: string; readonly passphrase: string }
  | ({ readonly kind: 'pkcs11' } & Pkcs11Options);

/** Opens the store and holds it, or makes it when there is none yet. Rejects as `open` and `create` of its kind do. */
export async function openKeyStore(options: KeyStoreOptions): Promise<WrappedKeyStore> {
  if (options.kind === 'pkcs11')
    return (await Pkcs11Kms.exists(options.storePath)) ? Pkcs11Kms.open(options) : Pkcs11Kms.create(options);
  const { path, passphrase } = options;
  return (await Keyring.exists(path)) ? Keyring.open(path, passphrase) : Keyring.create(path, passphrase);
}
