import { existsSync } from 'node:fs';
import { Keyring, type Kms } from '@an-tam/field-encryption';
import type { IntakeSettings } from '../settings.js';

/** Injection token of the key management port. */
export const KEY_STORE = Symbol('key store');

/** The key ring could not be opened; `message` is one line that says what to do. */
export class KeyStoreError extends Error {
  override readonly name = 'KeyStoreError';
}

/** Opens the key ring, or makes it on the first start. @throws KeyStoreError */
export async function openKeyStore(settings: IntakeSettings): Promise<Kms & { close(): Promise<void> }> {
  const { AN_TAM_KEYRING_PATH: path, AN_TAM_KEYRING_PASSPHRASE: passphrase } = settings;
  try {
    return existsSync(path) ? await Keyring.open(path, passphrase) : await Keyring.create(path, passphrase);
  } catch (error) {
    throw new KeyStoreError(error instanceof Error ? error.message : 'The key ring cannot be opened.');
  }
}
