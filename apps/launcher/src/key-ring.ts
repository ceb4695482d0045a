import { existsSync, readFileSync } from 'node:fs';
import { releaseKeyId } from '@an-tam/disclosure-control';
import { FieldEncryptionError, Keyring, toBase64Url } from '@an-tam/field-encryption';
import type { DataFolder } from './data-folder.js';
import { LaunchError, oneLine } from './launch-error.js';
import type { LaunchOptions } from './options.js';
import { readablePassphrase, type SecretStore } from './secret-store.js';

export interface KeyRingFiles {
  readonly path: string;
  readonly passphraseFile: string;
  /** Public half of the key that signs releases: `{keyId: {province, publicKey}}`. */
  readonly releaseKeysFile: string;
}

function passphraseFileOf(data: DataFolder, secrets: SecretStore, options: LaunchOptions): string {
  const given = options.keyringPassphraseFile;
  if (given === undefined) {
    secrets.keep('keyring-passphrase', () => readablePassphrase(6));
    return secrets.path('keyring-passphrase');
  }
  if (options.profile === 'production' && data.contains(given))
    throw new LaunchError('the passphrase of the key ring must not lie in the data folder, beside what it protects');
  if (!existsSync(given)) throw new LaunchError(`the passphrase file ${given} cannot be read`);
  return given;
}

/**
 * Makes the key ring at the very first start and writes down the public key with which reporting verifies releases.
 * A key ring that is gone later is never replaced: without it, everything sealed so far is unreadable.
 */
export async function prepareKeyRing(
  data: DataFolder,
  secrets: SecretStore,
  options: LaunchOptions,
  province: string,
): Promise<KeyRingFiles> {
  const path = data.path('keys', 'keyring.json');
  const files = {
    path,
    passphraseFile: passphraseFileOf(data, secrets, options),
    releaseKeysFile: data.path('keys', 'release-keys.json'),
  };
  const known = data.read('keys/release-keys.json') !== undefined;
  if (known && !existsSync(path)) throw new LaunchError(`the key ring ${path} is missing; put back a copy of it`);
  if (known) return files;
  const passphrase = readFileSync(files.passphraseFile, 'utf8').trim();
  data.write('keys/release-keys.json', await makeKeyRing(path, passphrase, province));
  return files;
}

/**
 * Makes a key ring, or opens the one that is there, with the key that signs the province's releases.
 * @returns what reporting trusts, as JSON: `{keyId: {province, publicKey}}`. @throws LaunchError
 */
export async function makeKeyRing(path: string, passphrase: string, province: string): Promise<string> {
  try {
    const ring = existsSync(path) ? await Keyring.open(path, passphrase) : await Keyring.create(path, passphrase);
    try {
      const { publicKey } = await ring.signingKey(releaseKeyName(province));
      return JSON.stringify({ [releaseKeyId(publicKey)]: { province, publicKey: toBase64Url(publicKey) } });
    } finally {
      await ring.close();
    }
  } catch (error) {
    if (error instanceof FieldEncryptionError) throw new LaunchError(`key ring: ${oneLine(error)}`);
    throw error;
  }
}

/** Name of a province's release key in the key ring of its core. */
const releaseKeyName = (province: string): string => `release/${province}`;
