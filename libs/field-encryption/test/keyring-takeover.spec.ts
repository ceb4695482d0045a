import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { KeyringLockedError, KeyringPassphraseError } from '../src/keys/keyring-errors.js';
import { Keyring } from '../src/keys/keyring.js';

const PASSPHRASE = 'mùa nước nổi 2026';
let folder: string;
let path: string;
let opened: Keyring[];

const create = async () => {
  const keyring = await Keyring.create(path, PASSPHRASE, { passes: 1, memoryBytes: 16_384 });
  opened.push(keyring);
  return keyring;
};
const open = async (passphrase = PASSPHRASE) => {
  const keyring = await Keyring.open(path, passphrase);
  opened.push(keyring);
  return keyring;
};

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'keyring-'));
  path = join(folder, 'keys', 'keyring.json');
  opened = [];
});

afterEach(async () => {
  for (const keyring of opened) await keyring.close();
  await rm(folder, { recursive: true, force: true });
});

describe('the lock of a key ring', () => {
  const lockOf = (pid: number, rest: object = {}) =>
    JSON.stringify({ pid, startedAt: null, host: hostname(), ...rest });

  it('keeps a second holder out until the first closes', async () => {
    const first = await create();
    await expect(open()).rejects.toBeInstanceOf(KeyringLockedError);
    await first.close();
    await expect(open()).resolves.toBeInstanceOf(Keyring);
  });

  it('is given up when opening fails', async () => {
    await (await create()).close();
    await expect(open('not this one, sorry')).rejects.toBeInstanceOf(KeyringPassphraseError);
    expect(await readdir(join(folder, 'keys'))).toEqual(['keyring.json']);
  });

  it('holds while its process runs and is taken over when that process was killed', async () => {
    await (await create()).close();
    const other = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
    await once(other, 'spawn');
    await writeFile(`${path}.lock.7`, lockOf(other.pid ?? 0));
    const whileRunning = await open().catch((reason: unknown) => reason);
    other.kill('SIGKILL');
    await once(other, 'exit');
    expect(whileRunning).toBeInstanceOf(KeyringLockedError);
    await expect(open()).resolves.toBeInstanceOf(Keyring);
  });

  it('of an earlier process with the same number is taken over', async () => {
    await (await create()).close();
    await writeFile(`${path}.lock.7`, lockOf(process.pid, { startedAt: 'another boot/1' }));
    const expected = process.platform === 'linux' ? 'opened' : 'locked';
    expect(
      await open().then(
        () => 'opened',
        () => 'locked',
      ),
    ).toBe(expected);
  });

  it('of another host is left alone', async () => {
    await (await create()).close();
    await writeFile(`${path}.lock.7`, lockOf(1, { host: 'elsewhere.invalid' }));
    await expect(open()).rejects.toBeInstanceOf(KeyringLockedError);
  });

  it('lets exactly one of many through over a stale lock', async () => {
    await (await create()).close();
    await writeFile(`${path}.lock.7`, 'half a lock');
    const tries = await Promise.allSettled(Array.from({ length: 6 }, () => open()));
    const won = tries.filter((result) => result.status === 'fulfilled');
    const lost = tries.filter((result) => result.status === 'rejected').map(({ reason }) => reason as unknown);
    expect(won).toHaveLength(1);
    for (const reason of lost) expect(reason).toBeInstanceOf(KeyringLockedError);
  });
});
