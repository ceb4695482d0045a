import fs from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { KeyringLockedError } from './keyring-errors.js';
import { KeyringLock } from './keyring-lock.js';

let folder: string;
let path: string;

beforeEach(async () => {
  folder = await fs.mkdtemp(join(tmpdir(), 'keyring-lock-'));
  path = join(folder, 'lock');
});

afterEach(async () => {
  jest.restoreAllMocks();
  await fs.rm(folder, { recursive: true, force: true });
});

it('a contender that looked before the holder came gives way when it looks again', async () => {
  await fs.writeFile(`${path}.1`, JSON.stringify({ pid: 2 ** 22 + 1, startedAt: null, host: hostname() }));
  const held = await KeyringLock.acquire(path);
  expect(await fs.readdir(folder)).toEqual(['lock.2']);

  jest.spyOn(fs, 'readdir').mockResolvedValueOnce([]);
  await expect(KeyringLock.acquire(path)).rejects.toBeInstanceOf(KeyringLockedError);
  expect(await fs.readdir(folder)).toEqual(['lock.2']);
  await held.release();
  expect(await fs.readdir(folder)).toEqual([]);
});

it('releasing leaves a lock alone that is not its own', async () => {
  const held = await KeyringLock.acquire(path);
  await fs.writeFile(`${path}.1`, 'somebody else');
  await held.release();
  expect(await fs.readdir(folder)).toEqual(['lock.1']);
});

it.each(['./', 'folder/../'])('is one lock however its path is spelt: %p', async (detour) => {
  const spelt = `${folder}/${detour}lock`;
  const held = await KeyringLock.acquire(spelt);
  await expect(KeyringLock.acquire(path)).rejects.toBeInstanceOf(KeyringLockedError);
  await held.release();
  await (await KeyringLock.acquire(path)).release();
});
