import { randomBytes } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { DecryptError } from '../core/errors.js';
import { frame, u32be } from '../core/framing.js';
import { ready, sodium } from '../core/sodium.js';
import { toBytes, toText } from './key-wraps.js';
import { KeyringExistsError, KeyringUnreadableError } from './keyring-errors.js';
import { locked } from './keyring-lock.js';
import type { KeyringLock } from './keyring-lock.js';
import { fileExists, replaceOwnFile } from './owner-file.js';
import { digestOf, isAuthenticForRecovery, readStore, recoveryMacOf } from './pkcs11-store-file.js';
import type { Pkcs11Document } from './pkcs11-store-file.js';
import { Pkcs11Token } from './pkcs11-token.js';
import type { RootWanted, TokenOptions } from './pkcs11-session.js';
import { recoveryKeyFrom, rewrapped } from './recovery.js';
import type { RootWrap } from './recovery.js';
import type { KeyName, StoreContents } from './store-contents.js';
import { WrappedKeyStore } from './wrapped-key-store.js';

export interface Pkcs11Options extends TokenOptions {
  /** The wrapped keys: a file of its own, mode 0600. Useless without the token. */
  readonly storePath: string;
}

const APP = 'an-tam/pkcs11';

/** AAD = LP32(app) LP32(centre or name) LP32(purpose) LP32(version). */
const aadOf = ({ subject, purpose, version }: KeyName): Uint8Array => frame(APP, subject, purpose, u32be(version));
const SEAL = frame(APP, '-', 'store', u32be(1));

/** Wraps under the root key of a token, which never leaves it. */
const wrapOn = (token: Pkcs11Token): RootWrap => ({
  seal: async (name, bytes) => toText(await token.encrypt(bytes, aadOf(name))),
  open: (name, wrapped) => token.decrypt(toBytes(wrapped), aadOf(name)),
});

/**
 * The key store of an HSM: a root key that never leaves the token (PKCS#11 2.40, CKM_AES_GCM) wraps every other key; the
 * wrapped keys lie in a file. One process holds the file at a time. There is no passphrase. When the token is lost, its
 * vendor's backup or recovery shares bring the keys onto a new one.
 */
export class Pkcs11Kms extends WrappedKeyStore {
  private constructor(
    path: string,
    lock: KeyringLock,
    private readonly token: Pkcs11Token,
    contents: StoreContents,
  ) {
    super(path, lock, contents);
  }

  static exists(storePath: string): Promise<boolean> {
    return fileExists(storePath);
  }

  /** Makes the root key on the token and an empty store. Rejects with TokenError, KeyringExistsError, KeyringLockedError. */
  static async create(options: Pkcs11Options): Promise<Pkcs11Kms> {
    await ready();
    const path = options.storePath;
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    return locked(`${path}.lock`, async (lock) => {
      if (await fileExists(path)) throw new KeyringExistsError(path);
      return onToken(options, 'new', async (token) => {
        const id = randomBytes(16).toString('hex');
        const kms = new Pkcs11Kms(path, lock, token, { id, recovery: null, entries: [] });
        await kms.save(null);
        return kms;
      });
    });
  }

  /** Rejects with TokenError, KeyringUnreadableError (missing, open to others, changed, another token's) or KeyringLockedError. */
  static async open(options: Pkcs11Options): Promise<Pkcs11Kms> {
    await ready();
    const path = options.storePath;
    await readStore(path);
    return locked(`${path}.lock`, async (lock) => {
      const store = await readStore(path);
      return onToken(options, 'present', async (token) => {
        if (!(await isSealedBy(token, store))) throw new KeyringUnreadableError(path, 'corrupt');
        return new Pkcs11Kms(path, lock, token, store);
      });
    });
  }

  /**
   * Brings the keys of a store whose token is lost onto another token, with recovery shares. The root key is made there
   * unless an interrupted attempt left one. The shares stay valid; make new ones afterwards, since this machine has seen
   * the recovery key. Rejects with RecoveryShareError, TokenError, KeyringUnreadableError or KeyringLockedError; the file
   * is as it was then.
   */
  static async recoverWithShares(options: Pkcs11Options, shares: readonly string[]): Promise<Pkcs11Kms> {
    await ready();
    const path = options.storePath;
    await readStore(path);
    return locked(`${path}.lock`, async (lock) => {
      const found = await readStore(path);
      const recovery = await recoveryKeyFrom(shares, found, (key) => isAuthenticForRecovery(key, found)).catch(
        (error: unknown) => {
          throw error instanceof DecryptError ? new KeyringUnreadableError(path, 'corrupt') : error;
        },
      );
      return onToken(options, 'present-or-new', async (token) => {
        const contents = await rewrapped(found, recovery, wrapOn(token));
        const kms = new Pkcs11Kms(path, lock, token, contents);
        await kms.save(recovery);
        return kms;
      }).finally(() => recovery.fill(0));
    });
  }

  protected rootWrap(): RootWrap {
    return wrapOn(this.token);
  }

  protected async write({ id, recovery, entries }: StoreContents, recoveryKey: Uint8Array | null): Promise<void> {
    const contents = { id, recovery, entries };
    const seal = toText(await this.token.encrypt(digestOf(contents), SEAL));
    const recoveryMac = recoveryKey ? recoveryMacOf(recoveryKey, contents) : '';
    await replaceOwnFile(this.path, { format: 'an-tam-pkcs11-keys', version: 1, ...contents, seal, recoveryMac });
  }

  protected async forgetRoot(): Promise<void> {
    await this.token.close();
  }
}

/** Logs in for whatever `make` gives, which logs out when it is closed; logs out at once when `make` fails. */
async function onToken<T>(
  options: TokenOptions,
  root: RootWanted,
  make: (token: Pkcs11Token) => Promise<T>,
): Promise<T> {
  const token = await Pkcs11Token.open(options, root);
  try {
    return await make(token);
  } catch (error) {
    await token.close();
    throw error;
  }
}

async function isSealedBy(token: Pkcs11Token, store: Pkcs11Document): Promise<boolean> {
  const expected = digestOf(store);
  const found = await token.decrypt(toBytes(store.seal), SEAL).catch(() => new Uint8Array());
  return found.length === expected.length && sodium.memcmp(found, expected);
}
