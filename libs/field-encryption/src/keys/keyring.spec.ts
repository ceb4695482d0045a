import { chmod, mkdir, mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { Keyring } from './keyring.js';
import { KeyringExistsError, KeyringPassphraseError, KeyringUnreadableError } from './keyring-errors.js';
import { signDocument } from './keyring-file.js';
import type { KeyringDocument } from './keyring-file.js';
import { CentreKeysNotFoundError, KmsUnavailableError } from './kms.js';
import { PassphraseTooWeakError } from '../core/errors.js';

const PASSPHRASE = 'mùa nước nổi 2026';
const QUICK = { passes: 1, memoryBytes: 16_384 };
const CENTRE = 'centre-a';

let folder: string;
let path: string;
let opened: Keyring[];

const create = async () => {
  const keyring = await Keyring.create(path, PASSPHRASE, QUICK);
  opened.push(keyring);
  return keyring;
};
const open = async (passphrase = PASSPHRASE) => {
  const keyring = await Keyring.open(path, passphrase);
  opened.push(keyring);
  return keyring;
};
const readFileJson = async () => JSON.parse(await readFile(path, 'utf8')) as KeyringDocument;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'keyring-'));
  path = join(folder, 'keys', 'keyring.json');
  opened = [];
});

afterEach(async () => {
  for (const keyring of opened) await keyring.close();
  await chmod(folder, 0o700);
  await rm(folder, { recursive: true, force: true });
});

describe('keys over restarts', () => {
  it('gives the same centre keys and key pairs after closing and opening', async () => {
    const first = await create();
    await first.createCentreKeys(CENTRE);
    const keys = await first.centreKeys(CENTRE);
    const signing = await first.signingKey('release');
    const reply = await first.replyKey(CENTRE);
    await first.close();

    const second = await open();
    expect(await second.centreKeys(CENTRE)).toEqual(keys);
    expect(await second.signingKey('release')).toEqual(signing);
    expect(await second.replyKey(CENTRE)).toEqual(reply);
    expect(await second.centreKey(CENTRE, 'kek', 1)).toEqual(keys.kek);
  });

  it('opens with the same passphrase typed in decomposed letters', async () => {
    await (await create()).close();
    await expect(open(PASSPHRASE.normalize('NFD'))).resolves.toBeInstanceOf(Keyring);
  });

  it('gives every centre, purpose and name keys of its own', async () => {
    const keyring = await create();
    await keyring.createCentreKeys('centre-a');
    await keyring.createCentreKeys('centre-b');
    const one = await keyring.centreKeys('centre-a');
    const other = await keyring.centreKeys('centre-b');
    const signing = [await keyring.signingKey('centre-a'), await keyring.signingKey('release')];
    const secrets = [
      one.kek.bytes,
      one.bik.bytes,
      other.kek.bytes,
      other.bik.bytes,
      ...signing.map((pair) => pair.secretKey),
    ];
    expect(new Set(secrets.map((bytes) => Buffer.from(bytes).toString('hex'))).size).toBe(6);
  });

  it('keeps the keys of a centre when they are asked for again', async () => {
    const keyring = await create();
    await keyring.createCentreKeys(CENTRE);
    const before = await keyring.centreKeys(CENTRE);
    await keyring.createCentreKeys(CENTRE);
    expect(await keyring.centreKeys(CENTRE)).toEqual(before);
  });

  it('loses nothing when many keys are made at once', async () => {
    const keyring = await create();
    const names = Array.from({ length: 12 }, (_, index) => `centre-${index}`);
    await Promise.all(
      names.flatMap((name) => [keyring.createCentreKeys(name), keyring.signingKey(name), keyring.signingKey(name)]),
    );
    const made = await Promise.all(names.map((name) => keyring.centreKeys(name)));
    await keyring.close();
    const again = await open();
    expect(await Promise.all(names.map((name) => again.centreKeys(name)))).toEqual(made);
    expect((await readFileJson()).entries).toHaveLength(36);
  });

  it('answers an unknown centre or version with one typed error', async () => {
    const keyring = await create();
    await keyring.createCentreKeys(CENTRE);
    await expect(keyring.centreKeys(CENTRE)).resolves.toBeDefined();
    await expect(keyring.centreKeys('centre-x')).rejects.toBeInstanceOf(CentreKeysNotFoundError);
    await expect(keyring.centreKey(CENTRE, 'kek', 2)).rejects.toBeInstanceOf(CentreKeysNotFoundError);
  });

  it('refuses every call after closing', async () => {
    const keyring = await create();
    await keyring.createCentreKeys(CENTRE);
    await keyring.close();
    await expect(keyring.centreKeys(CENTRE)).rejects.toBeInstanceOf(KmsUnavailableError);
    await expect(keyring.createCentreKeys('centre-b')).rejects.toBeInstanceOf(KmsUnavailableError);
    await expect(keyring.signingKey('release')).rejects.toBeInstanceOf(KmsUnavailableError);
  });
});

describe('the passphrase', () => {
  it('must be the right one', async () => {
    await (await create()).close();
    await expect(open('mùa nước nổi 2025')).rejects.toBeInstanceOf(KeyringPassphraseError);
    await expect(open()).resolves.toBeInstanceOf(Keyring);
  });

  it.each(['short', 'aaaaaaaaaaaaaaaa', ''])('must not be easy to guess: %p', async (weak) => {
    await expect(Keyring.create(path, weak, QUICK)).rejects.toBeInstanceOf(PassphraseTooWeakError);
    expect(await Keyring.exists(path)).toBe(false);
  });

  it('stands in no error', async () => {
    await (await create()).close();
    const error = await open('wrong wrong wrong').catch((reason: unknown) => reason);
    expect(JSON.stringify(error, Object.getOwnPropertyNames(error))).not.toContain('wrong wrong');
  });
});

describe('the file', () => {
  it('belongs to its owner alone, and leaves no draft behind', async () => {
    const keyring = await create();
    await keyring.createCentreKeys(CENTRE);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect((await readdir(join(folder, 'keys'))).sort()).toEqual(['keyring.json', 'keyring.json.lock.1']);
    await keyring.close();
    expect(await readdir(join(folder, 'keys'))).toEqual(['keyring.json']);
  });

  it('holds no key in the clear', async () => {
    const keyring = await create();
    await keyring.createCentreKeys(CENTRE);
    const { kek, bik } = await keyring.centreKeys(CENTRE);
    const { secretKey } = await keyring.signingKey('release');
    const reply = await keyring.replyKey(CENTRE);
    const text = await readFile(path, 'utf8');
    for (const bytes of [kek.bytes, bik.bytes, secretKey.subarray(0, 32), reply.secretKey]) {
      for (const encoding of ['hex', 'base64', 'base64url'] as const) {
        expect(text).not.toContain(Buffer.from(bytes).toString(encoding));
      }
    }
  });

  it('shows no key when the key ring itself is printed', async () => {
    const keyring = await create();
    const { root } = keyring as unknown as { root?: Uint8Array };
    expect(root).toBeUndefined();
    expect(inspect(keyring, { depth: 9, showHidden: true })).not.toMatch(/Uint8Array|Buffer/);
    expect(JSON.parse(JSON.stringify(keyring))).toMatchObject({ path });
  });

  it('is never overwritten', async () => {
    await (await create()).close();
    const before = await readFile(path);
    await expect(Keyring.create(path, PASSPHRASE, QUICK)).rejects.toBeInstanceOf(KeyringExistsError);
    expect(await readFile(path)).toEqual(before);
    await expect(open()).resolves.toBeInstanceOf(Keyring);
  });

  it('is refused when it is missing', async () => {
    await expect(open()).rejects.toMatchObject({ code: 'KEYRING_UNREADABLE', problem: 'missing' });
  });

  it('is refused when other accounts may read it', async () => {
    await (await create()).close();
    await chmod(path, 0o640);
    await expect(open()).rejects.toMatchObject({ code: 'KEYRING_UNREADABLE', problem: 'permissions' });
  });

  it('is refused, as damaged and not as a wrong passphrase, wherever a character changes', async () => {
    const keyring = await create();
    await keyring.createCentreKeys(CENTRE);
    await keyring.close();
    const good = await readFile(path, 'utf8');
    for (let position = 0; position < good.length; position += 7) {
      const character = good.charAt(position);
      if (/\s/.test(character)) continue;
      const other = character === 'x' ? 'y' : 'x';
      await writeFile(path, good.slice(0, position) + other + good.slice(position + 1));
      await expect(open()).rejects.toMatchObject({ code: 'KEYRING_UNREADABLE', problem: 'corrupt' });
    }
    await writeFile(path, good);
    await expect(open()).resolves.toBeInstanceOf(Keyring);
  });

  it.each(['', '{', 'null', '[]', '{"format":"an-tam-keyring","version":2}'])(
    'is refused when it reads %p',
    async (text) => {
      await (await create()).close();
      await writeFile(path, text);
      await expect(open()).rejects.toMatchObject({ problem: 'corrupt' });
    },
  );

  it('is refused when somebody without the root key takes an entry out and mends the checksum', async () => {
    const keyring = await create();
    await keyring.createCentreKeys(CENTRE);
    await keyring.close();
    const { mac, entries, ...rest } = await readFileJson();
    const {
      checksum: _own,
      mac: _mac,
      ...forged
    } = signDocument(new Uint8Array(32), { ...rest, entries: entries.slice(1) });
    const mended = { ...signDocument(new Uint8Array(32), forged) };
    await writeFile(path, JSON.stringify(mended));
    expect(mended.mac).not.toBe(mac);
    await expect(open()).rejects.toMatchObject({ problem: 'corrupt' });
  });

  it('stays as it was, and so do the keys in memory, when it cannot be replaced', async () => {
    const keyring = await create();
    await keyring.createCentreKeys(CENTRE);
    const before = await readFile(path);
    await rm(path);
    await mkdir(join(path, 'in the way'), { recursive: true });
    await expect(keyring.createCentreKeys('centre-b')).rejects.toBeInstanceOf(KmsUnavailableError);
    await expect(keyring.centreKeys('centre-b')).rejects.toBeInstanceOf(CentreKeysNotFoundError);
    expect((await readdir(join(folder, 'keys'))).filter((name) => name.endsWith('.new'))).toEqual([]);
    await rm(path, { recursive: true });
    await writeFile(path, before, { mode: 0o600 });
    await keyring.createCentreKeys('centre-b');
    await expect(keyring.centreKeys('centre-b')).resolves.toBeDefined();
  });
});

it('says in one line which file cannot be read', async () => {
  const error = await open().catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(KeyringUnreadableError);
  expect((error as Error).message).toBe(`The key ring ${path} is not there or cannot be read.`);
});
