import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Keyring, Pkcs11Kms, type Pkcs11Options, type WrappedKeyStore } from '@an-tam/field-encryption';
import { defaultDataDir } from '../data-folder.js';
import { inClearWords } from '../key-store.js';
import { readKeyStoreChoice } from '../key-store-choice.js';
import { LaunchError } from '../launch-error.js';
import { askPassphrase, passphraseSourceFrom, readSecret, type PassphraseSource } from '../passphrase.js';
import type { Terminal } from '../terminal.js';

/** Where the keys of a core that does not run lie. */
export type OfflineStore =
  | { readonly kind: 'keyring'; readonly path: string; readonly passphrase: PassphraseSource }
  | { readonly kind: 'pkcs11'; readonly path: string; readonly options: Pkcs11Options };

/**
 * Finds the key store as the service would: by `AN_TAM_KEYRING_PATH` or `AN_TAM_PKCS11_STORE_PATH`, else in the data
 * folder. @throws LaunchError when none is there.
 */
export function findOfflineStore(
  dataDir: string | undefined,
  environment: NodeJS.ProcessEnv = process.env,
): OfflineStore {
  const folder = resolve(dataDir ?? environment['AN_TAM_DATA_DIR'] ?? defaultDataDir());
  const choice = readKeyStoreChoice(environment);
  if (choice.kind === 'pkcs11') {
    const storePath = choice.storePath ?? join(folder, 'keys', 'pkcs11.json');
    requireThere(storePath);
    return { kind: 'pkcs11', path: storePath, options: { ...choice.token, storePath } };
  }
  const path = environment['AN_TAM_KEYRING_PATH'] ?? join(folder, 'keys', 'keyring.json');
  requireThere(path);
  const ownFile = join(folder, 'secrets', 'keyring-passphrase');
  const own = existsSync(ownFile) ? { file: ownFile } : 'terminal';
  return { kind: 'keyring', path, passphrase: passphraseSourceFrom(environment) ?? own };
}

function requireThere(path: string): void {
  if (!existsSync(path)) throw new LaunchError(`there is no key store at ${path}; name the data folder with --data`);
}

/** Opens and holds it for `work`. @throws LaunchError when it does not open, or the running core holds it. */
export function withOfflineStore<T>(
  store: OfflineStore,
  terminal: Terminal,
  work: (opened: WrappedKeyStore) => Promise<T>,
): Promise<T> {
  return inClearWords(async () => {
    const opened = await open(store, terminal);
    try {
      return await work(opened);
    } finally {
      await opened.close();
    }
  });
}

function open(store: OfflineStore, terminal: Terminal): Promise<WrappedKeyStore> {
  if (store.kind === 'pkcs11') return Pkcs11Kms.open(store.options);
  const { path, passphrase } = store;
  if (passphrase !== 'terminal') return Keyring.open(path, readSecret(passphrase, 'passphrase of the key ring'));
  if (!terminal.hasPerson) throw new LaunchError('give AN_TAM_KEYRING_PASSPHRASE_FILE, or run this at a terminal');
  return askPassphrase(terminal, (typed) => Keyring.open(path, typed));
}
