import { CentreKeysNotFoundError, KmsUnavailableError, type Kms, type VersionedKey } from '@an-tam/field-encryption';
import { KeysUnavailableError } from '../sealing/index.js';
import { CentreKeyCache } from './centre-key-cache.js';

const key = (version: number): VersionedKey => ({ version, bytes: new Uint8Array(32).fill(version) });

/** A key store that keeps these versions of the index key, newest last. */
function storeWith(kept: readonly number[], centreKey?: Kms['centreKey']): Kms {
  const newest = key(kept.at(-1) ?? 0);
  const unused = () => Promise.reject(new Error('not asked for'));
  return {
    centreKeys: () => Promise.resolve({ kek: key(1), bik: newest }),
    centreKey:
      centreKey ??
      ((_centre, _purpose, version) =>
        kept.includes(version) ? Promise.resolve(key(version)) : Promise.reject(new CentreKeysNotFoundError())),
    createCentreKeys: unused,
    centreKeyVersions: () => Promise.resolve(kept),
    addCentreKeyVersion: unused,
    destroyCentreKeyVersion: unused,
    centres: unused,
    signingKey: unused,
    replyKey: unused,
  };
}

describe('index keys of a centre', () => {
  it('are all that are kept, newest first, past one that was dropped', async () => {
    const cache = new CentreKeyCache(storeWith([1, 2, 4]));
    expect((await cache.indexKeys('centre')).map(({ version }) => version)).toEqual([4, 2, 1]);
  });

  it('are not fewer because the store cannot answer: searching fails instead, and is tried again', async () => {
    let away = true;
    const cache = new CentreKeyCache(
      storeWith([1, 2], () => (away ? Promise.reject(new KmsUnavailableError()) : Promise.resolve(key(1)))),
    );
    await expect(cache.indexKeys('centre')).rejects.toThrow(KeysUnavailableError);
    away = false;
    expect((await cache.indexKeys('centre')).map(({ version }) => version)).toEqual([2, 1]);
  });
});
