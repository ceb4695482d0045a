import { randomBytes } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { DecryptError, FormatError } from '../core/errors.js';
import { isAcceptableCost, requireStrongPassphrase } from '../core/passphrase-rules.js';
import type { PassphraseCost } from '../core/passphrase-rules.js';
import { generateSigningKeyPair, publicKeyId } from '../core/signature.js';
import { ready } from '../core/sodium.js';
import { generatePartnerKeyPair } from '../packet/partner-key.js';
import type { PartnerKeyPair } from '../packet/partner-key.js';
import { KeyringExistsError, KeyringUnreadableError } from './keyring-errors.js';
import { documentExists, isAuthentic, readDocument, replaceDocument, signDocument } from './keyring-file.js';
import type { EntryPurpose, KeyringDocument, KeyringEntry } from './keyring-file.js';
import { KeyringLock } from './keyring-lock.js';
import { CentreKeysNotFoundError, KmsUnavailableError } from './kms.js';
import type { CentreKeyPurpose, CentreKeys, Kms, NamedSigningKey, VersionedKey } from './kms.js';
import { openEntry, openRecoveryKey, openRoot, sealEntry, sealRoot } from './keyring-wraps.js';
import { recoverDocument, withNewShares } from './recovery.js';

/** Three passes over 128 MiB: about 0.7 s, once per start. */
const DEFAULT_COST: PassphraseCost = { passes: 3, memoryBytes: 128 * 1024 * 1024 };

/**
 * The embedded key store: one file (mode 0600) in which a random root key, wrapped under a key from the passphrase
 * (Argon2id), wraps every other key in the envelope `wrap/v1`. One process holds it at a time. Keys are unwrapped on
 * demand; only the root key stays in memory, until `close()`.
 */
export class Keyring implements Kms {
  private pending: Promise<unknown> = Promise.resolve();
  private closed = false;

  /** Not a property that a logger or an inspector could print. */
  readonly #root: Uint8Array;

  private constructor(
    private readonly path: string,
    private readonly lock: KeyringLock,
    root: Uint8Array,
    private document: KeyringDocument,
  ) {
    this.#root = root;
  }

  static exists(path: string): Promise<boolean> {
    return documentExists(path);
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
    return Keyring.holding(path, async (lock) => {
      if (await documentExists(path)) throw new KeyringExistsError(path);
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
      await replaceDocument(path, document);
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
    return Keyring.holding(path, async (lock) => {
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
    return Keyring.holding(path, async (lock) => {
      const found = await readDocument(path);
      const { root, document } = await recoverDocument(found, shares, newPassphrase, cost).catch((error: unknown) => {
        throw error instanceof DecryptError ? new KeyringUnreadableError(path, 'corrupt') : error;
      });
      await replaceDocument(path, document);
      return new Keyring(path, lock, root, document);
    });
  }

  /** Takes the lock, and gives it up again when `make` fails. */
  private static async holding(path: string, make: (lock: KeyringLock) => Promise<Keyring>): Promise<Keyring> {
    const lock = await KeyringLock.acquire(`${path}.lock`);
    try {
      return await make(lock);
    } catch (error) {
      await lock.release();
      throw error;
    }
  }

  async centreKeys(centreId: string): Promise<CentreKeys> {
    return { kek: this.unwrapNewest('kek', centreId), bik: this.unwrapNewest('blind-index', centreId) };
  }

  async centreKey(centreId: string, purpose: CentreKeyPurpose, version: number): Promise<VersionedKey> {
    const entry = this.entries(purpose, centreId).find((candidate) => candidate.version === version);
    if (!entry) throw new CentreKeysNotFoundError();
    return this.unwrap(entry);
  }

  async createCentreKeys(centreId: string): Promise<void> {
    await this.changing(async () => {
      const missing = (['kek', 'blind-index'] as const).filter(
        (purpose) => this.entries(purpose, centreId).length === 0,
      );
      await this.add(missing.map((purpose) => ({ purpose, subject: centreId })));
    });
  }

  async signingKey(name: string): Promise<NamedSigningKey> {
    const seed = await this.seed('signing', name);
    const pair = generateSigningKeyPair(seed);
    seed.fill(0);
    return { ...pair, keyId: publicKeyId('ed25519', pair.publicKey) };
  }

  async replyKey(name: string): Promise<PartnerKeyPair> {
    const seed = await this.seed('reply', name);
    const pair = generatePartnerKeyPair(seed);
    seed.fill(0);
    return pair;
  }

  /**
   * Makes a fresh recovery key, which from now on wraps every key beside the root key, and returns it in `count` printable
   * shares of which any `threshold` recover the ring (2 to 16). They are kept nowhere: print them, hand them to different
   * people. Shares of an earlier call recover only older copies of the file. Throws FormatError, KmsUnavailableError.
   */
  async createShares(threshold: number, count: number): Promise<string[]> {
    let made: string[] = [];
    await this.changing(async () => {
      const { document, shares } = await withNewShares(this.#root, this.document, threshold, count);
      await this.replace(document);
      made = shares;
    });
    return made;
  }

  /** Finishes what is being written, wipes the root key and gives the lock up. Every later call is refused. */
  async close(): Promise<void> {
    if (this.closed) return;
    this.closed = true;
    await this.pending;
    this.#root.fill(0);
    await this.lock.release();
  }

  private entries(purpose: EntryPurpose, subject: string): readonly KeyringEntry[] {
    if (this.closed) throw new KmsUnavailableError();
    return this.document.entries.filter((entry) => entry.purpose === purpose && entry.subject === subject);
  }

  private unwrap(entry: KeyringEntry): VersionedKey {
    return { version: entry.version, bytes: openEntry(this.#root, entry) };
  }

  private unwrapNewest(purpose: EntryPurpose, subject: string): VersionedKey {
    const newest = [...this.entries(purpose, subject)].sort((one, other) => other.version - one.version)[0];
    if (!newest) throw new CentreKeysNotFoundError();
    return this.unwrap(newest);
  }

  private async seed(purpose: 'signing' | 'reply', name: string): Promise<Uint8Array> {
    if (this.entries(purpose, name).length === 0) {
      await this.changing(async () => {
        if (this.entries(purpose, name).length === 0) await this.add([{ purpose, subject: name }]);
      });
    }
    return this.unwrapNewest(purpose, name).bytes;
  }

  /** Makes first versions. Writes first, then remembers: a key that is not on disk is never handed out. */
  private async add(names: readonly { purpose: EntryPurpose; subject: string }[]): Promise<void> {
    if (names.length === 0) return;
    const recoveryKey = openRecoveryKey(this.#root, this.document);
    const added = names.map((name) => {
      const bytes = new Uint8Array(randomBytes(32));
      const entry = sealEntry({ root: this.#root, recovery: recoveryKey }, { ...name, version: 1 }, bytes);
      bytes.fill(0);
      return entry;
    });
    const { format, id, kdf, root, recovery, entries } = this.document;
    const unsigned = { format, version: 2 as const, id, kdf, root, recovery, entries: [...entries, ...added] };
    const next = signDocument(this.#root, unsigned, recoveryKey);
    recoveryKey?.fill(0);
    await this.replace(next);
  }

  private async replace(next: KeyringDocument): Promise<void> {
    try {
      await replaceDocument(this.path, next);
    } catch (error) {
      throw new KmsUnavailableError(error);
    }
    this.document = next;
  }

  /** One change after the other, so that no write is lost. */
  private changing(change: () => Promise<void>): Promise<void> {
    if (this.closed) return Promise.reject(new KmsUnavailableError());
    const run = this.pending.then(change);
    this.pending = run.catch(() => undefined);
    return run;
  }
}
