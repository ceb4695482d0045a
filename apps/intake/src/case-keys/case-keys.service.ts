import { Injectable } from '@nestjs/common';
import {
  newCaseKey,
  RowUnreadableError,
  unwrapKey,
  wrapKey,
  type CaseKey,
  type VersionedKey,
  type WrapContext,
} from '@an-tam/field-encryption';
import { KeysUnavailableError } from '../sealing/index.js';
import { KekRetiredError, KeyVersionGoneError } from './case-key.errors.js';
import { CaseKeyRepository, type WrappedCaseKey } from './case-key.repository.js';
import { CentreKeyCache } from './centre-key-cache.js';

const app = 'an-tam/intake';

const contextOf = (key: { centreId: string; caseId: string; version: number }): WrapContext => ({
  app,
  centreId: key.centreId,
  purpose: 'case-key',
  subjectId: key.caseId,
  version: key.version,
});

/** The key's bytes; undefined when this KEK does not open it here. */
function opened(kek: VersionedKey, entry: WrappedCaseKey): Uint8Array | undefined {
  try {
    return unwrapKey(kek.bytes, contextOf(entry), entry.wrapped);
  } catch {
    return undefined;
  }
}

const wrappedUnder = (kek: VersionedKey, place: Parameters<typeof contextOf>[0], bytes: Uint8Array) => ({
  kekVersion: kek.version,
  wrapped: Buffer.from(wrapKey(kek.bytes, contextOf(place), bytes)),
});

/** Without its key nothing of a case opens, its root row first. */
const unreadable = (caseId: string) => new RowUnreadableError('case_file', caseId, caseId);

/** The key to seal with. */
export function newestKey(keys: readonly CaseKey[]): CaseKey {
  return keys.reduce((newest, key) => (key.version > newest.version ? key : newest));
}

/** Hands out case keys. Callers audit the use of a key before they ask for it. Any trouble fails closed. */
@Injectable()
export class CaseKeys {
  constructor(
    private readonly repository: CaseKeyRepository,
    private readonly centreKeys: CentreKeyCache,
  ) {}

  /** Makes and stores the key of a new case; the case row comes after it, so that no case is ever without a key. */
  async create(centreId: string, caseId: string): Promise<CaseKey> {
    return this.addVersion(centreId, caseId, 1);
  }

  /** Makes and stores a key of this version, which everything of the case is sealed with from here on. */
  async addVersion(centreId: string, caseId: string, version: number): Promise<CaseKey> {
    const key = newCaseKey(version);
    await this.guarded(() => this.again(KekRetiredError, centreId, () => this.store(centreId, caseId, key)));
    return key;
  }

  /** All key versions of one case. @throws RowUnreadableError when the case has none (any more). */
  async of(centreId: string, caseId: string): Promise<readonly CaseKey[]> {
    const keys = (await this.ofMany(centreId, [caseId])).get(caseId);
    if (!keys) throw unreadable(caseId);
    return keys;
  }

  /** The newest key of one case, for sealing. */
  async newestOf(centreId: string, caseId: string): Promise<CaseKey> {
    return newestKey(await this.of(centreId, caseId));
  }

  /** Key versions by case; a case without keys is absent. */
  async ofMany(centreId: string, caseIds: readonly string[]): Promise<ReadonlyMap<string, readonly CaseKey[]>> {
    if (caseIds.length === 0) return new Map();
    return this.guarded(() => this.again(KeyVersionGoneError, centreId, () => this.open(centreId, caseIds)));
  }

  /** How many key versions a case has, unopened. */
  async countVersions(centreId: string, caseId: string): Promise<number> {
    return (await this.guarded(() => this.repository.find(centreId, [caseId]))).length;
  }

  /**
   * Destroys every key version of a case: nothing sealed under them opens again. No key is kept in memory.
   * @returns the newest version of the centre's KEK that may have wrapped one of them; a copy opens as long as it is there
   */
  async destroy(centreId: string, caseId: string): Promise<number> {
    return this.guarded(() => this.repository.delete(centreId, caseId));
  }

  /**
   * Wraps the keys of a case for another centre as well; those that are wrapped for it already stay. From the moment on at
   * which the case belongs to that centre, the wraps of the old one are destroyed with {@link destroy}.
   * @throws RowUnreadableError when the case has none (any more)
   */
  async handOver(fromCentreId: string, toCentreId: string, caseId: string): Promise<void> {
    const keys = await this.of(fromCentreId, caseId);
    await this.guarded(async () => {
      const there = (await this.repository.find(toCentreId, [caseId])).map(({ version }) => version);
      for (const key of keys)
        if (!there.includes(key.version))
          await this.again(KekRetiredError, toCentreId, () => this.store(toCentreId, caseId, key));
    });
  }

  /** The centre's present index key. */
  async indexKey(centreId: string): Promise<VersionedKey> {
    return (await this.centreKeys.newest(centreId)).bik;
  }

  /** Every index key of the centre that a stored index may have been made with, newest first. */
  async indexKeys(centreId: string): Promise<readonly VersionedKey[]> {
    return this.guarded(() => this.again(KeyVersionGoneError, centreId, () => this.centreKeys.indexKeys(centreId)));
  }

  /**
   * Brings up to `most` case keys under the given version of the KEK, which must be there.
   * @returns how many; a key that opens no more stays as it is
   */
  async rewrap(centreId: string, kekVersion: number, most: number): Promise<number> {
    const keks = new Map<number, VersionedKey>();
    for (const version of await this.centreKeys.versions(centreId, 'kek'))
      keks.set(version, await this.centreKeys.kek(centreId, version));
    const newest = keks.get(kekVersion);
    if (!newest) throw new KeysUnavailableError();
    return this.guarded(() =>
      this.repository.rewrap(centreId, kekVersion, most, (keys) =>
        keys.flatMap((entry) => {
          const kek = keks.get(entry.kekVersion);
          const bytes = kek && opened(kek, entry);
          return bytes ? [{ ...entry, ...wrappedUnder(newest, entry, bytes) }] : [];
        }),
      ),
    );
  }

  private async store(centreId: string, caseId: string, key: CaseKey): Promise<void> {
    const { kek } = await this.centreKeys.newest(centreId);
    const place = { centreId, caseId, version: key.version };
    const wrap = wrappedUnder(kek, place, key.bytes);
    await this.repository.insert({ ...place, ...wrap, keyId: Buffer.from(key.keyId) });
  }

  private async open(centreId: string, caseIds: readonly string[]): Promise<Map<string, CaseKey[]>> {
    const keys = new Map<string, CaseKey[]>();
    for (const entry of await this.repository.find(centreId, caseIds)) {
      const bytes = opened(await this.centreKeys.kek(centreId, entry.kekVersion), entry);
      if (!bytes) throw unreadable(entry.caseId);
      const { caseId, keyId, version } = entry;
      keys.set(caseId, [...(keys.get(caseId) ?? []), { keyId, version, bytes }]);
    }
    return keys;
  }

  /** Once more, with what the stores know now, when a rotation of the centre's KEK came between two steps. */
  private async again<T>(
    outrun: typeof KekRetiredError | typeof KeyVersionGoneError,
    centreId: string,
    work: () => Promise<T>,
  ): Promise<T> {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof outrun)) throw error;
      this.centreKeys.forget(centreId);
      return work();
    }
  }

  private async guarded<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      throw error instanceof RowUnreadableError ? error : new KeysUnavailableError();
    }
  }
}
