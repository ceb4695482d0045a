import {
  CentreKeysNotFoundError,
  type CentreKeyPurpose,
  type CentreKeys,
  type Kms,
  type VersionedKey,
} from '@an-tam/field-encryption';
import { KeysUnavailableError } from '../sealing/index.js';
import { KeyVersionGoneError } from './case-key.errors.js';

/** How long a centre's unwrapped keys stay in memory: one call of the key store per centre, purpose and time-to-live. */
export const centreKeysTimeToLive = 60_000;

interface Cached<T> {
  readonly value: Promise<T>;
  readonly until: number;
}

/** Ids of version 8 (RFC 9562) name what else has keys in the store, such as a province's statistics: no centre. */
const isCentre = (subject: string): boolean => subject.charAt(14) !== '8';

/**
 * A centre's keys and their versions. KEK and index key are kept in memory for a minute; whatever changes a centre's
 * versions forgets what is kept of it. A centre's keys are made when it opens its first case.
 */
export class CentreKeyCache {
  private readonly cache = new Map<string, Cached<unknown>>();

  constructor(private readonly kms: Kms) {}

  /** The newest KEK and index key of the centre, made when the centre has none. @throws KeysUnavailableError */
  newest(centreId: string): Promise<CentreKeys> {
    return this.cached(centreId, 'newest', async () => {
      try {
        return await this.kms.centreKeys(centreId);
      } catch (error) {
        if (!(error instanceof CentreKeysNotFoundError)) throw error;
        await this.kms.createCentreKeys(centreId);
        return this.kms.centreKeys(centreId);
      }
    });
  }

  /**
   * One version of the KEK, to open what it wrapped.
   * @throws KeyVersionGoneError when it has been destroyed, KeysUnavailableError
   */
  kek(centreId: string, version: number): Promise<VersionedKey> {
    return this.cached(centreId, `kek ${version}`, () => this.kms.centreKey(centreId, 'kek', version));
  }

  /** Every version of the index key that is still kept, newest first: an older one may have made what is stored. */
  indexKeys(centreId: string): Promise<readonly VersionedKey[]> {
    return this.cached(centreId, 'index', async () => {
      const { bik } = await this.newest(centreId);
      const versions = await this.kms.centreKeyVersions(centreId, 'blind-index');
      const older = versions.filter((version) => version < bik.version).toReversed();
      const kept = older.map((version) => this.kms.centreKey(centreId, 'blind-index', version));
      return [bik, ...(await Promise.all(kept))];
    });
  }

  /** Every centre that has keys. @throws KeysUnavailableError */
  centres(): Promise<string[]> {
    return available(async () => (await this.kms.centres()).filter(isCentre));
  }

  /** Kept versions, oldest first, as the store has them at this moment. @throws KeysUnavailableError */
  versions(centreId: string, purpose: CentreKeyPurpose): Promise<readonly number[]> {
    return available(() => this.kms.centreKeyVersions(centreId, purpose));
  }

  /** Makes a version the newest; nothing when it is there already. From here on this process uses it. */
  async addVersion(centreId: string, purpose: CentreKeyPurpose, version: number): Promise<void> {
    await available(() => this.kms.addCentreKeyVersion(centreId, purpose, version));
    this.forget(centreId);
  }

  /** Destroys every version before `version` for good. The caller has made sure that nothing hangs on them. */
  async destroyOlder(centreId: string, purpose: CentreKeyPurpose, version: number): Promise<void> {
    for (const old of await this.versions(centreId, purpose))
      if (old < version) await available(() => this.kms.destroyCentreKeyVersion(centreId, purpose, old));
    this.forget(centreId);
  }

  /** What is asked for next comes from the store. */
  forget(centreId: string): void {
    for (const name of this.cache.keys()) if (name.startsWith(centreId)) this.cache.delete(name);
  }

  private cached<T>(centreId: string, what: string, load: () => Promise<T>): Promise<T> {
    const name = `${centreId} ${what}`;
    const known = this.cache.get(name) as Cached<T> | undefined;
    if (known && known.until > Date.now()) return known.value;
    const value = available(load).catch((error: unknown) => {
      if (this.cache.get(name)?.value === value) this.cache.delete(name); // a failure is not remembered
      throw error;
    });
    this.cache.set(name, { value, until: Date.now() + centreKeysTimeToLive });
    return value;
  }
}

async function available<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof KeysUnavailableError) throw error;
    throw error instanceof CentreKeysNotFoundError ? new KeyVersionGoneError() : new KeysUnavailableError();
  }
}
