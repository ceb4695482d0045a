import { chmod, copyFile, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  FormatError,
  Keyring,
  KeyringPassphraseError,
  PassphraseTooWeakError,
  RecoveryShareError,
  ready,
} from '../src/index.js';
import { signDocument } from '../src/keys/keyring-file.js';
import type { KeyringDocument } from '../src/keys/keyring-file.js';
import { combineShares, parseShare, printShare, splitKey } from '../src/keys/recovery-share.js';

const PASSPHRASE = 'mùa nước nổi 2026';
const NEXT = 'thuyền về bến cũ 7';
const QUICK = { passes: 1, memoryBytes: 16_384 };
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

let folder: string;
let path: string;
let held: Keyring[];

const keep = (ring: Keyring): Keyring => {
  held.push(ring);
  return ring;
};
const create = async () => keep(await Keyring.create(path, PASSPHRASE, QUICK));
const open = async (passphrase: string) => keep(await Keyring.open(path, passphrase));
const recover = async (shares: readonly string[]) => keep(await Keyring.recoverWithShares(path, shares, NEXT, QUICK));
const problemOf = async (attempt: Promise<unknown>): Promise<string> =>
  attempt.then(
    () => 'recovered',
    (error: unknown) => (error instanceof RecoveryShareError ? error.problem : String(error)),
  );

/** Every secret of a ring, by name. */
async function secretsOf(ring: Keyring): Promise<Record<string, string>> {
  const [a, b] = [await ring.centreKeys('centre-a'), await ring.centreKeys('centre-b')];
  const [signing, reply] = [await ring.signingKey('release'), await ring.replyKey('centre-a')];
  const secrets = { a: a.kek.bytes, aIndex: a.bik.bytes, b: b.kek.bytes, bIndex: b.bik.bytes };
  const all = { ...secrets, signing: signing.secretKey, reply: reply.secretKey };
  return Object.fromEntries(Object.entries(all).map(([name, bytes]) => [name, hex(bytes)]));
}

/** A closed ring with shares; one centre came before them, one after. */
async function ringWithShares(threshold: number, count: number) {
  const ring = await create();
  await ring.createCentreKeys('centre-a');
  await ring.signingKey('release');
  const shares = await ring.createShares(threshold, count);
  await ring.createCentreKeys('centre-b');
  const secrets = await secretsOf(ring);
  await ring.close();
  return { shares, secrets };
}

beforeEach(async () => {
  await ready();
  folder = await mkdtemp(join(tmpdir(), 'recovery-'));
  path = join(folder, 'keyring.json');
  held = [];
});

afterEach(async () => {
  for (const ring of held) await ring.close();
  await rm(folder, { recursive: true, force: true });
});

describe('recovery shares', () => {
  it('any two of three give back every key, made before or after them, under a new passphrase', async () => {
    const { shares, secrets } = await ringWithShares(2, 3);
    for (const [one, other] of [
      [0, 1],
      [2, 0],
      [1, 2],
    ] as const) {
      const ring = await recover([shares[one] ?? '', shares[other] ?? '']);
      expect(await secretsOf(ring)).toEqual(secrets);
      await ring.close();
    }
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    await expect(open(PASSPHRASE)).rejects.toBeInstanceOf(KeyringPassphraseError);
    expect(await secretsOf(await open(NEXT))).toEqual(secrets);
  });

  it('all shares do as well, however they are typed', async () => {
    const { shares, secrets } = await ringWithShares(3, 4);
    const typed = shares.map((share) =>
      share.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l'),
    );
    expect(await secretsOf(await recover(typed))).toEqual(secrets);
  });

  it('one less than needed recovers nothing, and leaves the ring as it was', async () => {
    const { shares, secrets } = await ringWithShares(3, 4);
    const before = await readFile(path);
    expect(await problemOf(recover(shares.slice(0, 2)))).toBe('too-few');
    expect(await problemOf(recover([]))).toBe('too-few');
    expect(await readFile(path)).toEqual(before);
    expect(await secretsOf(await open(PASSPHRASE))).toEqual(secrets);
  });

  it('of two sets do not mix, and an older set recovers only the older file', async () => {
    const { shares: old, secrets } = await ringWithShares(2, 3);
    const oldCopy = await readFile(path);
    const ring = await open(PASSPHRASE);
    const fresh = await ring.createShares(2, 3);
    await ring.close();
    expect(await problemOf(recover([old[0] ?? '', fresh[1] ?? '']))).toBe('mixed-sets');
    expect(await problemOf(recover(old.slice(0, 2)))).toBe('mixed-sets');
    const recovered = await recover(fresh.slice(0, 2));
    expect(await secretsOf(recovered)).toEqual(secrets);
    await recovered.close();
    await writeFile(path, oldCopy);
    expect(await secretsOf(await recover(old.slice(1)))).toEqual(secrets);
  });

  it('are refused when one is given twice or the ring has none', async () => {
    const { shares } = await ringWithShares(2, 3);
    expect(await problemOf(recover([shares[0] ?? '', shares[0] ?? '']))).toBe('repeated');
    path = join(folder, 'other.json');
    await (await create()).close();
    expect(await problemOf(recover(shares))).toBe('none-made');
  });

  it('must have sensible numbers, and recovery a strong passphrase', async () => {
    const ring = await create();
    for (const [threshold, count] of [
      [1, 3],
      [4, 3],
      [2, 17],
      [2.5, 3],
    ] as const)
      await expect(ring.createShares(threshold, count)).rejects.toBeInstanceOf(FormatError);
    const shares = await ring.createShares(2, 2);
    await ring.close();
    await expect(Keyring.recoverWithShares(path, shares, 'weak', QUICK)).rejects.toBeInstanceOf(PassphraseTooWeakError);
    await expect(recover(shares)).resolves.toBeInstanceOf(Keyring);
  });

  it('find no way around a file that was changed by somebody without any key', async () => {
    const { shares, secrets } = await ringWithShares(2, 3);
    const whole = await readFile(path, 'utf8');
    const document = JSON.parse(whole) as KeyringDocument;
    const foreign = new Uint8Array(32);
    const { entries, recovery } = document;
    const shorter = signDocument(foreign, { ...document, entries: entries.slice(1) }, foreign);
    const renamed = signDocument(
      foreign,
      { ...document, entries: entries.map((e) => ({ ...e, subject: 'x' })) },
      foreign,
    );
    expect(shorter.recovery).toEqual(recovery);
    for (const forged of [shorter, renamed, { ...document, recovery: null }]) {
      await writeFile(path, JSON.stringify(forged));
      await expect(recover(shares)).rejects.toMatchObject({ code: 'KEYRING_UNREADABLE', problem: 'corrupt' });
    }
    await writeFile(path, whole);
    expect(await secretsOf(await recover(shares))).toEqual(secrets);
  });
});

describe('a share on paper', () => {
  const key = new Uint8Array(32).fill(7);

  it('is 18 groups of five signs and shows nothing of the key', async () => {
    for (const share of await splitKey(key, 2, 5))
      expect(share).toMatch(/^(?:[0-9A-HJKMNP-TV-Z]{5}-){17}[0-9A-HJKMNP-TV-Z]{5}$/);
    const [first, second] = await Promise.all([splitKey(key, 2, 2), splitKey(key, 2, 2)]);
    expect(first).not.toEqual(second);
  });

  it('tells the group of every single wrong sign and every exchange of neighbours or groups', async () => {
    const shares = await splitKey(key, 2, 2);
    expect(await combineShares(shares)).toEqual(key);
    const [text = '', other = ''] = shares;
    const groupOf = async (typed: string) =>
      combineShares([typed, other]).then(
        () => 'recovered',
        (error: RecoveryShareError) => [error.problem, error.group],
      );
    for (let at = 0; at < text.length; at++) {
      const sign = text.charAt(at);
      if (sign === '-') continue;
      const group = Math.floor(at / 6) + 1;
      const wrong = sign === '7' ? '8' : '7';
      expect(await groupOf(text.slice(0, at) + wrong + text.slice(at + 1))).toEqual(['mistyped', group]);
      const next = text.charAt(at + 1);
      if (next === '-' || next === '' || next === sign) continue;
      expect(await groupOf(text.slice(0, at) + next + sign + text.slice(at + 2))).toEqual(['mistyped', group]);
    }
    const groups = text.split('-');
    expect(await groupOf([groups[1], groups[0], ...groups.slice(2)].join('-'))).toEqual(['mistyped', 1]);
    expect(await groupOf(groups.slice(1).join('-'))).toEqual(['mistyped', 1]);
    expect(await groupOf(`${text}-7`)).toEqual(['mistyped', 19]);
  });

  it('of a forger who mends every check gives no key, but an error', async () => {
    const right = await splitKey(key, 2, 2);
    expect(await combineShares(right)).toEqual(key);
    const forged = forgedShare(right[0] ?? '');
    expect(await problemOf(combineShares([forged, right[1] ?? '']))).toBe('wrong');
  });

  it('is mentioned in no error', async () => {
    const [text = ''] = await splitKey(key, 2, 2);
    const error: unknown = await combineShares([`${text.slice(0, -1)}U`]).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(RecoveryShareError);
    expect(JSON.stringify(error, Object.getOwnPropertyNames(error))).not.toContain(text.slice(0, 5));
  });
});

/** The share with one byte of its point changed and sum and check characters made anew. */
function forgedShare(text: string): string {
  const { threshold, set, point } = parseShare(text);
  point[0] = (point[0] ?? 0) ^ 1;
  return printShare(threshold, Buffer.from(set, 'hex'), point);
}

describe('a key ring of version 1', () => {
  const EXPECTED = {
    kek: 'bf7046f11fae803897bfb6e063b993a738703807b2e2d0770c669c9780e82c9d',
    bik: '66eed52dae72d4b5a1ab06fc7056186a443e8b7f8d99ae43c90fa50be5e815c9',
    signing: '5d73ba5f9dea818ed3a97f5bf1ca066d',
    reply: '1068efd3164e74dd1ec1fb8f45e116a3',
  };
  const contents = async (ring: Keyring) => {
    const { kek, bik } = await ring.centreKeys('centre-a');
    const [signing, reply] = [await ring.signingKey('release'), await ring.replyKey('centre-a')];
    return { kek: hex(kek.bytes), bik: hex(bik.bytes), signing: signing.keyId, reply: reply.keyId };
  };
  const version = async () => (JSON.parse(await readFile(path, 'utf8')) as KeyringDocument).version;

  beforeEach(async () => {
    await copyFile(join(__dirname, 'fixtures/keyring-v1.json'), path);
    await chmod(path, 0o600);
  });

  it('still opens, is left alone by reading, and becomes version 2 with the first change', async () => {
    const ring = await open(PASSPHRASE);
    expect(await contents(ring)).toEqual(EXPECTED);
    expect(await version()).toBe(1);
    await ring.createCentreKeys('centre-b');
    expect(await version()).toBe(2);
    await ring.close();
    expect(await contents(await open(PASSPHRASE))).toEqual(EXPECTED);
  });

  it('takes shares', async () => {
    const ring = await open(PASSPHRASE);
    const shares = await ring.createShares(2, 3);
    await ring.close();
    expect(await contents(await recover(shares.slice(1)))).toEqual(EXPECTED);
  });

  it('is not believed about recovery, which its MAC does not cover', async () => {
    const document = JSON.parse(await readFile(path, 'utf8')) as KeyringDocument;
    await writeFile(path, JSON.stringify({ ...document, recovery: { keyId: '00', wrapped: 'AA' }, recoveryMac: 'x' }));
    const shares = await splitKey(new Uint8Array(32), 2, 2);
    expect(await problemOf(recover(shares))).toBe('none-made');
    const ring = await open(PASSPHRASE);
    await ring.createCentreKeys('centre-b');
    await ring.close();
    expect((JSON.parse(await readFile(path, 'utf8')) as KeyringDocument).recovery).toBeNull();
  });
});
