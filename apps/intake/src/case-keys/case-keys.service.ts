import { Injectable } from '@nestjs/common';
import {
  newCaseKey,
  unwrapKey,
  wrapKey,
  type CaseKey,
  type Kms,
  type VersionedKey,
  type WrapContext,
} from '@an-tam/field-encryption';
import { KeysUnavailableError, UnreadableRecordError } from '../sealing/index.js';
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

/** The key to seal with. */
export function newestKey(keys: readonly CaseKey[]): CaseKey {
  return keys.reduce((newest, key) => (key.version > newest.version ? key : newest));
}

/** Hands out case keys. Callers audit the use of a key before they ask for it. Any trouble fails closed. */
@Injectable()
export class CaseKeys {
  private readonly centreKeys: CentreKeyCache;

  constructor(
    private readonly repository: CaseKeyRepository,
    kms: Kms,
  ) {
    this.centreKeys = new CentreKeyCache(kms);
  }

  /** Makes and stores the key of a new case; the case row comes after it, so that no case is ever without a key. */
  async create(centreId: string, caseId: string): Promise<CaseKey> {
    const key = newCaseKey();
    const { kek } = await this.centreKeys.newest(centreId);
    const place = { centreId, caseId, version: key.version };
    await this.guarded(() =>
      this.repository.insert({
        ...place,
        keyId: Buffer.from(key.keyId),
        kekVersion: kek.version,
        wrapped: Buffer.from(wrapKey(kek.bytes, contextOf(place), key.bytes)),
      }),
    );
    return key;
  }

  /** All key versions of one case. @throws UnreadableRecordError when the case has none (any more). */
  async of(centreId: string, caseId: string): Promise<readonly CaseKey[]> {
    const keys = (await this.ofMany(centreId, [caseId])).get(caseId);
    if (!keys) throw new UnreadableRecordError();
    return keys;
  }

  /** The newest key of one case, for sealing. */
  async newestOf(centreId: string, caseId: string): Promise<CaseKey> {
    return newestKey(await this.of(centreId, caseId));
  }

  /** Key versions by case; a case without keys is absent. */
  async ofMany(centreId: string, caseIds: readonly string[]): Promise<ReadonlyMap<string, readonly CaseKey[]>> {
    const wrapped = caseIds.length > 0 ? await this.guarded(() => this.repository.find(centreId, caseIds)) : [];
    const keys = new Map<string, CaseKey[]>();
    for (const entry of wrapped) keys.set(entry.caseId, [...(keys.get(entry.caseId) ?? []), await this.unwrap(entry)]);
    return keys;
  }

  /** How many key versions a case has, unopened. */
  async countVersions(centreId: string, caseId: string): Promise<number> {
    return (await this.guarded(() => this.repository.find(centreId, [caseId]))).length;
  }

  /** Destroys every key version of a case: nothing sealed under them opens again. No key is kept in memory. */
  async destroy(centreId: string, caseId: string): Promise<void> {
    await this.guarded(() => this.repository.delete(centreId, caseId));
  }

  /** The centre's present index key. */
  async indexKey(centreId: string): Promise<VersionedKey> {
    return (await this.centreKeys.newest(centreId)).bik;
  }

  /** Every index key of the centre that a stored index may have been made with, newest first. */
  async indexKeys(centreId: string): Promise<readonly VersionedKey[]> {
    return this.centreKeys.indexKeys(centreId);
  }

  private async unwrap(entry: WrappedCaseKey): Promise<CaseKey> {
    const kek = await this.centreKeys.kek(entry.centreId, entry.kekVersion);
    try {
      return {
        keyId: entry.keyId,
        version: entry.version,
        bytes: unwrapKey(kek.bytes, contextOf(entry), entry.wrapped),
      };
    } catch {
      throw new UnreadableRecordError();
    }
  }

  private async guarded<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch {
      throw new KeysUnavailableError();
    }
  }
}
