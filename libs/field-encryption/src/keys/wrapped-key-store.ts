import { randomBytes } from 'node:crypto';
import { FormatError } from '../core/errors.js';
import { generateSigningKeyPair, publicKeyId } from '../core/signature.js';
import { generatePartnerKeyPair } from '../packet/partner-key.js';
import type { PartnerKeyPair } from '../packet/partner-key.js';
import type { KeyringLock } from './keyring-lock.js';
import { CentreKeysNotFoundError, KeyVersionInUseError, KmsUnavailableError } from './kms.js';
import type { CentreKeyPurpose, CentreKeys, Kms, NamedSigningKey, VersionedKey } from './kms.js';
import { newRecoveryKey, openRecoveryKey, recoveryName, wrapForRecovery } from './recovery.js';
import type { RootWrap } from './recovery.js';
import type { EntryPurpose, KeyEntry, KeyName, StoreContents } from './store-contents.js';

const CENTRE_PURPOSES: readonly EntryPurpose[] = ['kek', 'blind-index'];

/**
 * What the stores have in common: keys wrapped under a root key and, once shares were made, a second time under the
 * recovery key. A kind of store adds where the root key is and how its file is authenticated. Keys are unwrapped on
 * demand; changes run one after the other, are written first and remembered then.
 */
export abstract class WrappedKeyStore implements Kms {
  private pending: Promise<unknown> = Promise.resolve();
  private closed = false;

  protected constructor(
    protected readonly path: string,
    private readonly lock: KeyringLock,
    private contents: StoreContents,
  ) {}

  /** Wraps and unwraps under the root key. Not a property that a logger or an inspector could follow to a key. */
  protected abstract rootWrap(): RootWrap;
  /** Replaces the file in one step. `recovery` is the recovery key of contents that have one. */
  protected abstract write(contents: StoreContents, recovery: Uint8Array | null): Promise<void>;
  /** Forgets the root key. */
  protected abstract forgetRoot(): Promise<void>;

  async centreKeys(centreId: string): Promise<CentreKeys> {
    return { kek: await this.newest('kek', centreId), bik: await this.newest('blind-index', centreId) };
  }

  async centreKey(centreId: string, purpose: CentreKeyPurpose, version: number): Promise<VersionedKey> {
    const entry = this.entries(purpose, centreId).find((candidate) => candidate.version === version);
    if (!entry) throw new CentreKeysNotFoundError();
    return this.unwrap(entry);
  }

  async createCentreKeys(centreId: string): Promise<void> {
    await this.makeMissing(CENTRE_PURPOSES, centreId);
  }

  async centreKeyVersions(centreId: string, purpose: CentreKeyPurpose): Promise<readonly number[]> {
    return this.entries(purpose, centreId).map(({ version }) => version);
  }

  addCentreKeyVersion(centreId: string, purpose: CentreKeyPurpose, version: number): Promise<void> {
    return this.changing(async () => {
      const kept = this.entries(purpose, centreId);
      const newest = kept.at(-1);
      if (!newest) throw new CentreKeysNotFoundError();
      if (kept.some((entry) => entry.version === version)) return;
      if (version !== newest.version + 1) throw new FormatError('A new key version is the newest and one.');
      await this.change(this.contents.entries, [{ purpose, subject: centreId, version }]);
    });
  }

  destroyCentreKeyVersion(centreId: string, purpose: CentreKeyPurpose, version: number): Promise<void> {
    return this.changing(async () => {
      const kept = this.entries(purpose, centreId);
      const destroyed = kept.find((entry) => entry.version === version);
      if (!destroyed) return;
      if (destroyed === kept.at(-1)) throw new KeyVersionInUseError();
      await this.change(
        this.contents.entries.filter((entry) => entry !== destroyed),
        [],
      );
    });
  }

  async centres(): Promise<readonly string[]> {
    const owned = this.opened().entries.filter(({ purpose }) => CENTRE_PURPOSES.includes(purpose));
    return [...new Set(owned.map(({ subject }) => subject))];
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
   * shares of which any `threshold` recover the store (2 to 16). They are kept nowhere: print them, hand them to different
   * people. Shares of an earlier call recover only older copies of the file. Throws FormatError, KmsUnavailableError.
   */
  createShares(threshold: number, count: number): Promise<string[]> {
    return this.changing(async () => {
      const { key, shares } = await newRecoveryKey(threshold, count);
      try {
        const { contents } = this;
        const entries: KeyEntry[] = [];
        for (const entry of contents.entries) {
          const { bytes } = await this.unwrap(entry);
          entries.push({ ...entry, recovery: wrapForRecovery(key.bytes, entry, bytes) });
          bytes.fill(0);
        }
        const recovery = { keyId: key.id, wrapped: await this.rootWrap().seal(recoveryName(contents.id), key.bytes) };
        await this.replace({ ...contents, recovery, entries }, key.bytes);
        return shares;
      } finally {
        key.bytes.fill(0);
      }
    });
  }

  /** Finishes what is being written, forgets the root key and gives the lock up. Every later call is refused. */
  async close(): Promise<void> {
    if (this.closed) return;
    this.closed = true;
    await this.pending;
    await this.forgetRoot();
    await this.lock.release();
  }

  private opened(): StoreContents {
    if (this.closed) throw new KmsUnavailableError();
    return this.contents;
  }

  /** Oldest version first. */
  private entries(purpose: EntryPurpose, subject: string): readonly KeyEntry[] {
    return this.opened()
      .entries.filter((entry) => entry.purpose === purpose && entry.subject === subject)
      .sort((one, other) => one.version - other.version);
  }

  private async unwrap(entry: KeyEntry): Promise<VersionedKey> {
    return { version: entry.version, bytes: await this.rootWrap().open(entry, entry.wrapped) };
  }

  private async newest(purpose: EntryPurpose, subject: string): Promise<VersionedKey> {
    const newest = this.entries(purpose, subject).at(-1);
    if (!newest) throw new CentreKeysNotFoundError();
    return this.unwrap(newest);
  }

  private async seed(purpose: 'signing' | 'reply', name: string): Promise<Uint8Array> {
    await this.makeMissing([purpose], name);
    return (await this.newest(purpose, name)).bytes;
  }

  private async makeMissing(purposes: readonly EntryPurpose[], subject: string): Promise<void> {
    const missing = (): EntryPurpose[] => purposes.filter((purpose) => this.entries(purpose, subject).length === 0);
    if (missing().length === 0) return;
    await this.changing(async () => {
      const names = missing().map((purpose) => ({ purpose, subject, version: 1 }));
      if (names.length > 0) await this.change(this.contents.entries, names);
    });
  }

  /** Writes the entries that stay and freshly made ones. */
  private async change(
    kept: readonly KeyEntry[],
    made: readonly (KeyName & { purpose: EntryPurpose })[],
  ): Promise<void> {
    const root = this.rootWrap();
    const recovery = await openRecoveryKey(root, this.contents);
    try {
      const added: KeyEntry[] = [];
      for (const name of made) {
        const bytes = new Uint8Array(randomBytes(32));
        const wrapped = await root.seal(name, bytes);
        added.push({ ...name, wrapped, recovery: recovery && wrapForRecovery(recovery, name, bytes) });
        bytes.fill(0);
      }
      await this.replace({ ...this.contents, entries: [...kept, ...added] }, recovery);
    } finally {
      recovery?.fill(0);
    }
  }

  /** Writes the contents that the store was made with. */
  protected save(recovery: Uint8Array | null): Promise<void> {
    return this.replace(this.contents, recovery);
  }

  private async replace(next: StoreContents, recovery: Uint8Array | null): Promise<void> {
    try {
      await this.write(next, recovery);
    } catch (error) {
      throw error instanceof KmsUnavailableError ? error : new KmsUnavailableError(error);
    }
    this.contents = next;
  }

  /** One change after the other, so that no write is lost. */
  private async changing<T>(change: () => Promise<T>): Promise<T> {
    this.opened();
    const run = this.pending.then(change);
    this.pending = run.catch(() => undefined);
    return run;
  }
}
