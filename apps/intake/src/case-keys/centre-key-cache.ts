import { CentreKeysNotFoundError, type CentreKeys, type Kms, type VersionedKey } from '@an-tam/field-encryption';
import { KeysUnavailableError } from '../sealing/index.js';

/** How long a centre's unwrapped keys stay in memory: one call of the key store per centre, purpose and time-to-live. */
const timeToLiveMilliseconds = 60_000;

interface Cached<T> {
  readonly value: Promise<T>;
  readonly until: number;
}

/** Keeps a centre's KEK and index key for a minute. A centre's keys are made when it opens its first case. */
export class CentreKeyCache {
  private readonly cache = new Map<string, Cached<unknown>>();

  constructor(private readonly kms: Kms) {}

  /** The newest KEK and index key of the centre, made when the centre has none. @throws KeysUnavailableError */
  newest(centreId: string): Promise<CentreKeys> {
    return this.cached(`newest ${centreId}`, async () => {
      try {
        return await this.kms.centreKeys(centreId);
      } catch (error) {
        if (!(error instanceof CentreKeysNotFoundError)) throw error;
        await this.kms.createCentreKeys(centreId);
        return this.kms.centreKeys(centreId);
      }
    });
  }

  /** One version of the KEK, to open what it wrapped. @throws KeysUnavailableError */
  kek(centreId: string, version: number): Promise<VersionedKey> {
    return this.cached(`kek ${centreId} ${version}`, () => this.kms.centreKey(centreId, 'kek', version));
  }

  /** Every version of the index key that is still kept, newest first: an older one may have made what is stored. */
  indexKeys(centreId: string): Promise<readonly VersionedKey[]> {
    return this.cached(`index ${centreId}`, async () => {
      const { bik } = await this.newest(centreId);
      const kept = [bik];
      for (let version = bik.version - 1; version > 0; version -= 1) {
        try {
          kept.push(await this.kms.centreKey(centreId, 'blind-index', version));
        } catch (error) {
          if (!(error instanceof CentreKeysNotFoundError)) throw error;
        }
      }
      return kept;
    });
  }

  private cached<T>(name: string, load: () => Promise<T>): Promise<T> {
    const known = this.cache.get(name) as Cached<T> | undefined;
    if (known && known.until > Date.now()) return known.value;
    const value = load().catch(() => {
      this.cache.delete(name); // a failure is not remembered
      throw new KeysUnavailableError();
    });
    this.cache.set(name, { value, until: Date.now() + timeToLiveMilliseconds });
    return value;
  }
}
