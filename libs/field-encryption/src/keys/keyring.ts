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
import { KeyringExistsError, KeyringPassphraseError, KeyringUnreadableError } from './keyring-errors.js';
import { documentExists, isAuthentic, readDocument, replaceDocument, signDocument } from './keyring-file.js';
import type { EntryPurpose, KeyringDocument, KeyringEntry } from './keyring-file.js';
import { KeyringLock } from './keyring-lock.js';
import { CentreKeysNotFoundError, KmsUnavailableError } from './kms.js';
import type { CentreKeyPurpose, CentreKeys, Kms, NamedSigningKey, VersionedKey } from './kms.js';
import { derivePassphraseKey } from './passphrase-key.js';
import { unwrapKey, wrapKey } from './wrapped-key.js';
import type { WrapContext } from './wrapped-key.js';

/** Three passes over 128 MiB: about 0.7 s, once per start. */
const DEFAULT_COST: PassphraseCost = { passes: 3, memoryBytes: 128 * 1024 * 1024 };
const APP = 'an-tam/keyring';
const NO_CENTRE = '-';

function entryContext(purpose: EntryPurpose, subject: string, version: number): WrapContext {
  const centreId = purpose === 'kek' || purpose === 'blind-index' ? subject : NO_CENTRE;
  return { app: APP, centreId, purpose, subjectId: subject, version };
}

const rootContext = (id: string): WrapContext => ({
  app: APP,
  centreId: NO_CENTRE,
  purpose: 'root',
  subjectId: id,
  version: 1,
});

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
      const salt = randomBytes(16);
      const root = new Uint8Array(randomBytes(32));
      const passphraseKey = await derivePassphraseKey(passphrase, salt, cost);
      const wrappedRoot = wrapKey(passphraseKey, rootContext(id), root);
      passphraseKey.fill(0);
      const { passes, memoryBytes } = cost;
      const document = signDocument(root, {
        format: 'an-tam-keyring',
        version: 1,
        id,
        kdf: { algorithm: 'argon2id13', passes, memoryBytes, salt: salt.toString('base64url') },
        root: Buffer.from(wrappedRoot).toString('base64url'),
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
      const salt = Buffer.from(document.kdf.salt, 'base64url');
      const root = await Keyring.openRoot(document, passphrase, salt);
      if (!isAuthentic(root, document)) throw new KeyringUnreadableError(path, 'corrupt');
      return new Keyring(path, lock, root, document);
    });
  }

  private static async openRoot(document: KeyringDocument, passphrase: string, salt: Uint8Array): Promise<Uint8Array> {
    const passphraseKey = await derivePassphraseKey(passphrase, salt, document.kdf);
    try {
      return unwrapKey(passphraseKey, rootContext(document.id), Buffer.from(document.root, 'base64url'));
    } catch (error) {
      throw error instanceof DecryptError ? new KeyringPassphraseError() : error;
    } finally {
      passphraseKey.fill(0);
    }
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
      await this.add(missing.map((purpose) => this.newEntry(purpose, centreId)));
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

  private unwrap({ purpose, subject, version, wrapped }: KeyringEntry): VersionedKey {
    const bytes = unwrapKey(this.#root, entryContext(purpose, subject, version), Buffer.from(wrapped, 'base64url'));
    return { version, bytes };
  }

  private unwrapNewest(purpose: EntryPurpose, subject: string): VersionedKey {
    const newest = [...this.entries(purpose, subject)].sort((one, other) => other.version - one.version)[0];
    if (!newest) throw new CentreKeysNotFoundError();
    return this.unwrap(newest);
  }

  private async seed(purpose: 'signing' | 'reply', name: string): Promise<Uint8Array> {
    if (this.entries(purpose, name).length === 0) {
      await this.changing(async () => {
        if (this.entries(purpose, name).length === 0) await this.add([this.newEntry(purpose, name)]);
      });
    }
    return this.unwrapNewest(purpose, name).bytes;
  }

  private newEntry(purpose: EntryPurpose, subject: string): KeyringEntry {
    const bytes = new Uint8Array(randomBytes(32));
    const wrapped = wrapKey(this.#root, entryContext(purpose, subject, 1), bytes);
    bytes.fill(0);
    return { purpose, subject, version: 1, wrapped: Buffer.from(wrapped).toString('base64url') };
  }

  /** Writes first, then remembers: a key that is not on disk is never handed out. */
  private async add(added: readonly KeyringEntry[]): Promise<void> {
    if (added.length === 0) return;
    const { format, version, id, kdf, root, entries } = this.document;
    const next = signDocument(this.#root, { format, version, id, kdf, root, entries: [...entries, ...added] });
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
