import { copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  CentreKeysNotFoundError,
  FormatError,
  KeyVersionInUseError,
  Keyring,
  KmsUnavailableError,
} from '../src/index.js';
import { signDocument } from '../src/keys/keyring-file.js';
import type { KeyringDocument } from '../src/keys/keyring-file.js';

const PASSPHRASE = 'mùa nước nổi 2026';
const NEXT = 'thuyền về bến cũ 7';
const QUICK = { passes: 1, memoryBytes: 16_384 };

let folder: string;
let path: string;
let held: Keyring[];

const keep = (ring: Keyring): Keyring => {
  held.push(ring);
  return ring;
};
const create = async () => keep(await Keyring.create(path, PASSPHRASE, QUICK));
const open = async (passphrase = PASSPHRASE) => keep(await Keyring.open(path, passphrase));
const reopened = async (ring: Keyring) => {
  await ring.close();
  return open();
};
const recover = async (shares: readonly string[]) => keep(await Keyring.recoverWithShares(path, shares, NEXT, QUICK));
const document = async () => JSON.parse(await readFile(path, 'utf8')) as KeyringDocument;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'key-versions-'));
  path = join(folder, 'keyring.json');
  held = [];
});

afterEach(async () => {
  for (const ring of held) await ring.close();
  await rm(folder, { recursive: true, force: true });
});

describe.each(['kek', 'blind-index'] as const)('versions of a %s', (purpose) => {
  const newestOf = async (ring: Keyring, centreId: string) => {
    const { kek, bik } = await ring.centreKeys(centreId);
    return purpose === 'kek' ? kek : bik;
  };
  const otherPurpose = purpose === 'kek' ? 'blind-index' : 'kek';

  it('a new one is the newest, beside the old one, of this key of this centre alone, over a restart', async () => {
    const ring = await create();
    await ring.createCentreKeys('a');
    await ring.createCentreKeys('b');
    const first = await newestOf(ring, 'a');
    await ring.addCentreKeyVersion('a', purpose, 2);
    const second = await newestOf(ring, 'a');
    expect(second.version).toBe(2);
    expect(second.bytes).not.toEqual(first.bytes);
    const again = await reopened(ring);
    expect(await newestOf(again, 'a')).toEqual(second);
    expect(await again.centreKey('a', purpose, 1)).toEqual(first);
    expect(await again.centreKeyVersions('a', purpose)).toEqual([1, 2]);
    expect(await again.centreKeyVersions('a', otherPurpose)).toEqual([1]);
    expect(await again.centreKeyVersions('b', purpose)).toEqual([1]);
  });

  it('adding what is there already changes nothing, and a gap or a way back is refused', async () => {
    const ring = await create();
    await ring.createCentreKeys('a');
    await Promise.all([ring.addCentreKeyVersion('a', purpose, 2), ring.addCentreKeyVersion('a', purpose, 2)]);
    const before = await readFile(path);
    await ring.addCentreKeyVersion('a', purpose, 1);
    await ring.addCentreKeyVersion('a', purpose, 2);
    for (const version of [0, 4, 2.5, Number.NaN])
      await expect(ring.addCentreKeyVersion('a', purpose, version)).rejects.toBeInstanceOf(FormatError);
    await expect(ring.addCentreKeyVersion('x', purpose, 1)).rejects.toBeInstanceOf(CentreKeysNotFoundError);
    expect(await readFile(path)).toEqual(before);
    await ring.destroyCentreKeyVersion('a', purpose, 1);
    await expect(ring.addCentreKeyVersion('a', purpose, 1)).rejects.toBeInstanceOf(FormatError);
    expect(await ring.centreKeyVersions('a', purpose)).toEqual([2]);
  });

  it('a destroyed one is gone from memory and file, recovery wrap included, and destroying again does nothing', async () => {
    const ring = await create();
    await ring.createCentreKeys('a');
    await ring.createShares(2, 3);
    await ring.addCentreKeyVersion('a', purpose, 2);
    const gone = (await document()).entries.find((entry) => entry.purpose === purpose && entry.version === 1);
    const text = async () => readFile(path, 'utf8');
    for (const wrap of [gone?.wrapped, gone?.recovery]) expect(await text()).toContain(wrap ?? 'missing');
    expect((await ring.centreKey('a', purpose, 1)).version).toBe(1);

    await ring.destroyCentreKeyVersion('a', purpose, 1);
    await expect(ring.centreKey('a', purpose, 1)).rejects.toBeInstanceOf(CentreKeysNotFoundError);
    for (const wrap of [gone?.wrapped, gone?.recovery]) expect(await text()).not.toContain(wrap ?? 'missing');
    const before = await readFile(path);
    await ring.destroyCentreKeyVersion('a', purpose, 1);
    expect(await readFile(path)).toEqual(before);
    const again = await reopened(ring);
    expect(await again.centreKeyVersions('a', purpose)).toEqual([2]);
    expect(await again.centreKeyVersions('a', otherPurpose)).toEqual([1]);
  });

  it('the newest is never destroyed, not even twice over by two callers', async () => {
    const ring = await create();
    await ring.createCentreKeys('a');
    await expect(ring.destroyCentreKeyVersion('a', purpose, 1)).rejects.toBeInstanceOf(KeyVersionInUseError);
    await ring.addCentreKeyVersion('a', purpose, 2);
    const both = [1, 2].map((version) => ring.destroyCentreKeyVersion('a', purpose, version));
    expect((await Promise.allSettled(both)).map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
    expect((await newestOf(ring, 'a')).version).toBe(2);
  });

  it('shares recover the versions that are left, added before or after the shares were made', async () => {
    const ring = await create();
    await ring.createCentreKeys('a');
    await ring.addCentreKeyVersion('a', purpose, 2);
    const shares = await ring.createShares(2, 3);
    await ring.addCentreKeyVersion('a', purpose, 3);
    await ring.destroyCentreKeyVersion('a', purpose, 1);
    const kept = [await ring.centreKey('a', purpose, 2), await ring.centreKey('a', purpose, 3)];
    await ring.close();
    const recovered = await recover(shares.slice(1));
    expect(await recovered.centreKeyVersions('a', purpose)).toEqual([2, 3]);
    expect([await recovered.centreKey('a', purpose, 2), await recovered.centreKey('a', purpose, 3)]).toEqual(kept);
    await expect(recovered.centreKey('a', purpose, 1)).rejects.toBeInstanceOf(CentreKeysNotFoundError);
  });

  it('nobody without the root key puts a destroyed one back into the file or takes one out', async () => {
    const ring = await create();
    await ring.createCentreKeys('a');
    await ring.addCentreKeyVersion('a', purpose, 2);
    const older = (await document()).entries;
    await ring.destroyCentreKeyVersion('a', purpose, 1);
    await ring.close();
    const whole = await document();
    const foreign = new Uint8Array(32);
    for (const entries of [older, whole.entries.slice(1)]) {
      await writeFile(path, JSON.stringify(signDocument(foreign, { ...whole, entries })));
      await expect(open()).rejects.toMatchObject({ code: 'KEYRING_UNREADABLE', problem: 'corrupt' });
    }
    await writeFile(path, JSON.stringify(whole));
    expect(await (await open()).centreKeyVersions('a', purpose)).toEqual([2]);
  });
});

it('centres are those with keys, each once; key pairs are none', async () => {
  const ring = await create();
  expect(await ring.centres()).toEqual([]);
  await ring.createCentreKeys('a');
  await ring.createCentreKeys('b');
  await ring.addCentreKeyVersion('a', 'kek', 2);
  await ring.signingKey('release');
  await ring.replyKey('partner');
  expect([...(await ring.centres())].sort()).toEqual(['a', 'b']);
  await ring.close();
  await expect(ring.centres()).rejects.toBeInstanceOf(KmsUnavailableError);
  await expect(ring.centreKeyVersions('a', 'kek')).rejects.toBeInstanceOf(KmsUnavailableError);
  await expect(ring.addCentreKeyVersion('a', 'kek', 3)).rejects.toBeInstanceOf(KmsUnavailableError);
  await expect(ring.destroyCentreKeyVersion('a', 'kek', 1)).rejects.toBeInstanceOf(KmsUnavailableError);
});

it('an old copy of the whole file opens as it was: a known limit, so copies are destroyed with the version', async () => {
  const ring = await create();
  await ring.createCentreKeys('a');
  await ring.addCentreKeyVersion('a', 'kek', 2);
  const copy = join(folder, 'copy.json');
  await copyFile(path, copy);
  await ring.destroyCentreKeyVersion('a', 'kek', 1);
  await ring.close();
  await copyFile(copy, path);
  expect(await (await open()).centreKeyVersions('a', 'kek')).toEqual([1, 2]);
});
