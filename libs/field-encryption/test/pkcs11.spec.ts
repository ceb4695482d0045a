import { execFileSync } from 'node:child_process';
import { chmod, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  CentreKeysNotFoundError,
  KeyringExistsError,
  KeyringLockedError,
  KmsUnavailableError,
  Pkcs11Kms,
  TokenError,
} from '../src/index.js';
import type { Pkcs11Options } from '../src/index.js';
import type { StoreContents } from '../src/keys/store-contents.js';
import { makeSofthsmTokens, softhsmModule, softhsmPin, tellWithoutSofthsm } from '../../../test/support/softhsm.js';
import type { SofthsmTokens } from '../../../test/support/softhsm.js';

let tokens: SofthsmTokens | undefined;
let folder: string;
let options: Pkcs11Options;
let held: Pkcs11Kms[];

const keep = (kms: Pkcs11Kms): Pkcs11Kms => {
  held.push(kms);
  return kms;
};
const create = async (change: Partial<Pkcs11Options> = {}) => keep(await Pkcs11Kms.create({ ...options, ...change }));
const open = async (change: Partial<Pkcs11Options> = {}) => keep(await Pkcs11Kms.open({ ...options, ...change }));
const problemOf = async (attempt: Promise<unknown>) =>
  attempt.then(
    () => 'opened',
    (error: unknown) => (error instanceof TokenError ? error.problem : String(error)),
  );
const store = async () =>
  JSON.parse(await readFile(options.storePath, 'utf8')) as { entries: Record<string, unknown>[] };

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'token-'));
  if (softhsmModule) tokens = await makeSofthsmTokens('core', 'other');
});

afterAll(async () => {
  await tokens?.remove();
  await rm(folder, { recursive: true, force: true });
});

let run = 0;
beforeEach(() => {
  held = [];
  run += 1;
  options = {
    modulePath: softhsmModule ?? '/nowhere.so',
    tokenLabel: 'core',
    pin: softhsmPin,
    rootLabel: `root-${run}`,
    storePath: join(folder, `store-${run}`, 'keys.json'),
  };
});

afterEach(async () => {
  for (const kms of held) await kms.close();
});

it('a module that is not there is named as such', async () => {
  expect(await problemOf(Pkcs11Kms.create({ ...options, modulePath: '/nowhere.so' }))).toMatch(/^no-(module|driver)$/);
  expect(existsSync(options.storePath)).toBe(false);
});

if (!softhsmModule) tellWithoutSofthsm('a token');
else {
  describe('a key store on a token', () => {
    it('gives the same keys after closing and opening', async () => {
      const first = await create();
      await first.createCentreKeys('centre-a');
      const keys = await first.centreKeys('centre-a');
      const [signing, reply] = [await first.signingKey('release'), await first.replyKey('centre-a')];
      await first.close();
      const second = await open();
      expect(await second.centreKeys('centre-a')).toEqual(keys);
      expect(await second.centreKey('centre-a', 'kek', 1)).toEqual(keys.kek);
      expect(await second.signingKey('release')).toEqual(signing);
      expect(await second.replyKey('centre-a')).toEqual(reply);
      expect((await stat(options.storePath)).mode & 0o777).toBe(0o600);
    });

    it('loses nothing when many keys are made at once, and all differ', async () => {
      const kms = await create();
      const names = ['a', 'b', 'c', 'd'];
      await Promise.all(
        names.flatMap((name) => [kms.createCentreKeys(name), kms.createCentreKeys(name), kms.replyKey(name)]),
      );
      const keys = await Promise.all(names.map((name) => kms.centreKeys(name)));
      const secrets = keys
        .flatMap(({ kek, bik }) => [kek.bytes, bik.bytes])
        .map((bytes) => Buffer.from(bytes).toString('hex'));
      expect(new Set(secrets).size).toBe(8);
      expect((await store()).entries).toHaveLength(12);
      const text = await readFile(options.storePath, 'utf8');
      for (const secret of secrets) expect(text).not.toContain(Buffer.from(secret, 'hex').toString('base64url'));
    });

    it('answers an unknown centre or version with one typed error, and nothing after closing', async () => {
      const kms = await create();
      await kms.createCentreKeys('centre-a');
      await expect(kms.centreKeys('centre-a')).resolves.toBeDefined();
      await expect(kms.centreKeys('centre-x')).rejects.toBeInstanceOf(CentreKeysNotFoundError);
      await expect(kms.centreKey('centre-a', 'kek', 2)).rejects.toBeInstanceOf(CentreKeysNotFoundError);
      await kms.close();
      await expect(kms.centreKeys('centre-a')).rejects.toBeInstanceOf(KmsUnavailableError);
      await expect(kms.createCentreKeys('centre-b')).rejects.toBeInstanceOf(KmsUnavailableError);
    });

    it('is refused with another PIN, token or root', async () => {
      await (await create()).close();
      expect(await problemOf(open({ pin: '000000' }))).toBe('wrong-pin');
      expect(await problemOf(open({ tokenLabel: 'none' }))).toBe('no-token');
      expect(await problemOf(open({ tokenLabel: 'other' }))).toBe('no-root');
      expect(await problemOf(open({ rootLabel: 'none' }))).toBe('no-root');
      expect(await problemOf(open())).toBe('opened');
    });

    it('never replaces a root or a store, and is held by one at a time', async () => {
      const kms = await create();
      await expect(open()).rejects.toBeInstanceOf(KeyringLockedError);
      await kms.close();
      await expect(create()).rejects.toBeInstanceOf(KeyringExistsError);
      expect(await problemOf(create({ storePath: join(folder, 'elsewhere', 'keys.json') }))).toBe('root-exists');
      await expect(open()).resolves.toBeInstanceOf(Pkcs11Kms);
    });

    it('takes no root that came from outside the token', async () => {
      await (await create()).close();
      const key = join(folder, 'key.bin');
      await writeFile(key, Buffer.alloc(32, 7));
      const where = ['--token', 'core', '--pin', softhsmPin, '--label', 'imported', '--id', 'a1'];
      execFileSync('softhsm2-util', ['--import', key, '--aes', ...where]);
      expect(await problemOf(open({ rootLabel: 'imported' }))).toBe('weak-root');
      expect(await problemOf(open())).toBe('opened');
    });

    it('refuses a store that was changed, shortened, opened to others or made by another root', async () => {
      const kms = await create();
      await kms.createCentreKeys('centre-a');
      await kms.createCentreKeys('centre-b');
      await kms.close();
      const whole = await store();
      const changes = [
        { ...whole, entries: whole.entries.slice(1) },
        { ...whole, entries: whole.entries.map((entry) => ({ ...entry, subject: 'centre-a' })) },
        { ...whole, entries: [...whole.entries, whole.entries[0]] },
        { ...whole, version: 2 },
        [],
      ];
      for (const change of changes) {
        await writeFile(options.storePath, JSON.stringify(change));
        await expect(open()).rejects.toMatchObject({ code: 'KEYRING_UNREADABLE', problem: 'corrupt' });
      }
      await writeFile(options.storePath, JSON.stringify(whole));
      await chmod(options.storePath, 0o644);
      await expect(open()).rejects.toMatchObject({ problem: 'permissions' });
      await chmod(options.storePath, 0o600);
      const elsewhere = join(folder, `second-${run}`, 'keys.json');
      await (await create({ rootLabel: `second-${run}`, storePath: elsewhere })).close();
      await expect(open({ rootLabel: `second-${run}` })).rejects.toMatchObject({ problem: 'corrupt' });
      expect((await (await open()).centreKeys('centre-b')).kek.bytes).toHaveLength(32);
    });

    it('opens no wrapped key in the place of another', async () => {
      const kms = await create();
      await kms.createCentreKeys('centre-a');
      await kms.createCentreKeys('centre-b');
      await expect(kms.centreKeys('centre-a')).resolves.toBeDefined();
      const inside = kms as unknown as { contents: StoreContents };
      const { contents } = inside;
      const [, bikA, kekB] = contents.entries;
      for (const foreign of [kekB?.wrapped, bikA?.wrapped]) {
        const entries = contents.entries.map((entry, at) => (at === 0 ? { ...entry, wrapped: foreign ?? '' } : entry));
        inside.contents = { ...contents, entries };
        await expect(kms.centreKeys('centre-a')).rejects.toBeInstanceOf(KmsUnavailableError);
      }
      inside.contents = contents;
      await expect(kms.centreKeys('centre-a')).resolves.toBeDefined();
    });
  });
}
