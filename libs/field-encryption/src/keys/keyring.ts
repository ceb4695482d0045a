import { randomBytes } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { DecryptError, FormatError } from '../core/errors.js';
import { isAcceptableCost, requireStrongPassphrase } from '../core/passphrase-rules.js';
import type { PassphraseCost } from '../core/passphrase-rules.js';
import { ready } from '../core/sodium.js';
import { KeyringExistsError, KeyringUnreadableError } from './keyring-errors.js';
import { isAuthentic, isAuthenticForRecovery, readDocument, signDocument } from './keyring-file.js';
import type { KeyringDocument } from './keyring-file.js';
import { locked } from './keyring-lock.js';
import type { KeyringLock } from './keyring-lock.js';
import { openRoot, sealRoot, wrapUnder } from './keyring-root.js';
import { fileExists, replaceOwnFile } from './owner-file.js';
import { recoveryKeyFrom, rewrapped } from './recovery.js';
import type { RootWrap } from './recovery.js';
import type { StoreContents } from './store-contents.js';
import { WrappedKeyStore } from './wrapped-key-store.js';

/** Three passes over 128 MiB: about 0.7 s, once per start. */
const DEFAULT_COST: PassphraseCost = { passes: 3, memoryBytes: 128 * 1024 * 1024 };

/**
 * The embedded key store: one file (mode 0600) in which a random root key, wrapped under a key from the passphrase
 * (Argon2id), wraps every other key in the envelope `wrap/v1`. One process holds it at a time. Only the root key stays in
 * memory, until `close()`.
 */
export class Keyring extends WrappedKeyStore {
  /** Not a property that a logger or an inspector could print. */
  readonly #root: Uint8Array;

  private constructor(
    path: string,
    lock: KeyringLock,
    root: Uint8Array,
    private readonly document: KeyringDocument,
  ) {
    super(path, lock, document);
    this.#root = root;
  }

  static exists(path: string): Promise<boolean> {
    return fileExists(path);
  }

  /**
   * Makes a new, empty key ring and holds it. Rejects with KeyringExistsError (nothing is ever overwritten),
   * PassphraseTooWeakError or KeyringLockedError.
   */
  static async create(path: string, passphrase: string, cost: PassphraseCost = DEFAULT_COST): Promise<Keyring> {
    await ready();
    requireStrongPassphrase(passphrase);
    if (!isAcceptableCost(cost)) throw new FormatError('The passphrase cost is out of range.');
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    return locked(`${path}.lock`, async (lock) => {
      if (await fileExists(path)) throw new KeyringExistsError(path);
      const id = randomBytes(16).toString('hex');
      const root = new Uint8Array(randomBytes(32));
      const sealedRoot = await sealRoot(id, root, passphrase, cost);
      const document = signDocument(root, {
        format: 'an-tam-keyring',
        version: 2,
        id,
        ...sealedRoot,
        recovery: null,
        entries: [],
      });
      await replaceOwnFile(path, document);
      return new Keyring(path, lock, root, document);
    });
  }

  /**
   * Opens and holds a key ring. Rejects with KeyringUnreadableError (missing, open to others, damaged, changed),
   * KeyringPassphraseError or KeyringLockedError.
   */
  static async open(path: string, passphrase: string): Promise<Keyring> {
    await ready();
    await readDocument(path);
    return locked(`${path}.lock`, async (lock) => {
      const document = await readDocument(path);
      const root = await openRoot(document, passphrase);
      if (!isAuthentic(root, document)) throw new KeyringUnreadableError(path, 'corrupt');
      return new Keyring(path, lock, root, document);
    });
  }

  /**
   * Opens a key ring whose passphrase is lost with recovery shares and gives it a new passphrase. The shares stay valid;
   * make new ones afterwards, since this machine has seen the recovery key. Rejects with RecoveryShareError,
   * KeyringUnreadableError, PassphraseTooWeakError or KeyringLockedError; the file is as it was then.
   */
  static async recoverWithShares(
    path: string,
    shares: readonly string[],
    newPassphrase: string,
    cost: PassphraseCost = DEFAULT_COST,
  ): Promise<Keyring> {
    await ready();
    requireStrongPassphrase(newPassphrase);
    if (!isAcceptableCost(cost)) throw new FormatError('The passphrase cost is out of range.');
    await readDocument(path);
    return locked(`${path}.lock`, async (lock) => {
      const found = await readDocument(path);
      const recovery = await recoveryKeyFrom(shares, found, (key) => isAuthenticForRecovery(key, found)).catch(
        (error: unknown) => {
          throw error instanceof DecryptError ? new KeyringUnreadableError(path, 'corrupt') : error;
        },
      );
      try {
        const root = new Uint8Array(randomBytes(32));
        const { format, id } = found;
        const sealedRoot = await sealRoot(id, root, newPassphrase, cost);
        const contents = await rewrapped(found, recovery, wrapUnder(root));
        const document = signDocument(root, { format, version: 2, ...sealedRoot, ...contents }, recovery);
        await replaceOwnFile(path, document);
        return new Keyring(path, lock, root, document);
      } finally {
        recovery.fill(0);
      }
    });
  }

  protected rootWrap(): RootWrap {
    return wrapUnder(this.#root);
  }

  protected async write({ id, recovery, entries }: StoreContents, recoveryKey: Uint8Array | null): Promise<void> {
    const { format, kdf, root } = this.document;
    const unsigned = { format, version: 2 as const, id, kdf, root, recovery, entries };
    await replaceOwnFile(this.path, signDocument(this.#root, unsigned, recoveryKey));
  }

  protected async forgetRoot(): Promise<void> {
    this.#root.fill(0);
  }
}
