import { existsSync } from 'node:fs';
import { releaseKeyId } from '@an-tam/disclosure-control';
import {
  FieldEncryptionError,
  Keyring,
  KeyringLockedError,
  openKeyStore,
  toBase64Url,
  type KeyStoreOptions,
} from '@an-tam/field-encryption';
import type { DataFolder } from './data-folder.js';
import type { KeyStoreChoice } from './key-store-choice.js';
import { LaunchError, oneLine } from './launch-error.js';
import type { LaunchOptions } from './options.js';
import { askNewPassphrase, askPassphrase, readSecret } from './passphrase.js';
import { readablePassphrase, type SecretStore } from './secret-store.js';
import type { Terminal } from './terminal.js';

/** A secret that a child reads from this file descriptor, so that it lies in no file. */
export interface HandedSecret {
  readonly descriptor: number;
  readonly secret: string;
}

/** The first descriptor after standard input, output, errors and the channel to a child. */
const firstFreeDescriptor = 4;

export interface PreparedKeyStore {
  /** Settings of the service that holds the keys. */
  readonly environment: NodeJS.ProcessEnv;
  readonly handed: HandedSecret | undefined;
  /** Public half of the key that signs releases: `{keyId: {province, publicKey}}`. */
  readonly releaseKeysFile: string;
}

interface OpenedFrom {
  readonly environment: NodeJS.ProcessEnv;
  readonly handed?: HandedSecret;
  /** Makes the store when it is not there, and tells the public release keys. */
  readonly releaseKeys: () => Promise<string>;
}

/**
 * Makes the key store at the very first start and writes down the public key with which reporting verifies releases.
 * A store that is gone later is never replaced: without it, everything sealed so far is unreadable.
 */
export async function prepareKeyStore(
  data: DataFolder,
  secrets: SecretStore,
  options: LaunchOptions,
  province: string,
  terminal: Terminal,
): Promise<PreparedKeyStore> {
  const { keyStore } = options;
  const path =
    keyStore.kind === 'pkcs11'
      ? (keyStore.storePath ?? data.path('keys', 'pkcs11.json'))
      : data.path('keys', 'keyring.json');
  const known = data.read('keys/release-keys.json') !== undefined;
  if (known && !existsSync(path)) throw new LaunchError(`the key ring ${path} is missing; put back a copy of it`);
  const { environment, handed, releaseKeys } =
    keyStore.kind === 'pkcs11'
      ? tokenStore(keyStore, path, province)
      : await keyRing(path, data, secrets, options, province, terminal);
  if (!known) data.write('keys/release-keys.json', await releaseKeys());
  return { environment, handed, releaseKeysFile: data.path('keys', 'release-keys.json') };
}

function tokenStore(
  { token, environment }: Extract<KeyStoreChoice, { kind: 'pkcs11' }>,
  storePath: string,
  province: string,
): OpenedFrom {
  return {
    environment: { ...environment, AN_TAM_PKCS11_STORE_PATH: storePath },
    releaseKeys: () => releaseKeysOf({ kind: 'pkcs11', ...token, storePath }, province),
  };
}

async function keyRing(
  path: string,
  data: DataFolder,
  secrets: SecretStore,
  { keyringPassphrase: given, profile }: LaunchOptions,
  province: string,
  terminal: Terminal,
): Promise<OpenedFrom> {
  const environment = { AN_TAM_KEY_STORE: 'keyring', AN_TAM_KEYRING_PATH: path };
  const releaseKeys = (passphrase: string) => releaseKeysOf({ kind: 'keyring', path, passphrase }, province);
  if (given === undefined || (given !== 'terminal' && 'file' in given)) {
    if (given && profile === 'production' && data.contains(given.file))
      throw new LaunchError('the passphrase of the key ring must not lie in the data folder, beside what it protects');
    if (!given) secrets.keep('keyring-passphrase', () => readablePassphrase(6));
    const file = given?.file ?? secrets.path('keyring-passphrase');
    const passphrase = readSecret({ file }, 'passphrase of the key ring');
    return {
      environment: { ...environment, AN_TAM_KEYRING_PASSPHRASE_FILE: file },
      releaseKeys: () => releaseKeys(passphrase),
    };
  }
  const secret =
    given === 'terminal' ? await askedPassphrase(path, terminal) : readSecret(given, 'passphrase of the key ring');
  return {
    environment: { ...environment, AN_TAM_KEYRING_PASSPHRASE_FD: String(firstFreeDescriptor) },
    handed: { descriptor: firstFreeDescriptor, secret },
    releaseKeys: () => releaseKeys(secret),
  };
}

/** The passphrase that opens the ring at `path`, or with which a new one was just made there. @throws LaunchError */
function askedPassphrase(path: string, terminal: Terminal): Promise<string> {
  return inClearWords(() =>
    existsSync(path)
      ? askPassphrase(terminal, async (passphrase) => {
          await (await Keyring.open(path, passphrase)).close();
          return passphrase;
        })
      : askNewPassphrase(terminal, async (passphrase) => {
          await (await Keyring.create(path, passphrase)).close();
          return passphrase;
        }),
  );
}

/**
 * Makes a key store, or opens the one that is there, with the key that signs the province's releases.
 * @returns what reporting trusts, as JSON: `{keyId: {province, publicKey}}`. @throws LaunchError
 */
export function releaseKeysOf(options: KeyStoreOptions, province: string): Promise<string> {
  return inClearWords(async () => {
    const store = await openKeyStore(options);
    try {
      const { publicKey } = await store.signingKey(releaseKeyName(province));
      return JSON.stringify({ [releaseKeyId(publicKey)]: { province, publicKey: toBase64Url(publicKey) } });
    } finally {
      await store.close();
    }
  });
}

/** Runs work with a key store and puts its errors into the words of the person at the terminal. @throws LaunchError */
export async function inClearWords<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof KeyringLockedError)
      throw new LaunchError(`An Tâm is running and holds its keys; stop it first. ${oneLine(error)}`);
    if (error instanceof FieldEncryptionError) throw new LaunchError(`key store: ${oneLine(error)}`);
    throw error;
  }
}

/** Name of a province's release key in the key store of its core. */
const releaseKeyName = (province: string): string => `release/${province}`;
