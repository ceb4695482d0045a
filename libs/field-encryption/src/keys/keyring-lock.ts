import { randomUUID } from 'node:crypto';
import { link, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { KeyringLockedError } from './keyring-errors.js';

interface LockHolder {
  readonly pid: number;
  /** Tells a process from a later one with the same number; null where the platform does not say. */
  readonly startedAt: string | null;
  readonly host: string;
}

const ATTEMPTS = 5;

function codeOf(error: unknown): unknown {
  return typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
}

/** Boot id and start time in clock ticks (proc(5), field 22). In a container numbers repeat, this pair does not. */
async function startOf(pid: number): Promise<string | null> {
  try {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
    const boot = await readFile('/proc/sys/kernel/random/boot_id', 'utf8');
    const afterName = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return `${boot.trim()}/${afterName[19] ?? ''}`;
  } catch {
    return null;
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) === 'EPERM';
  }
}

async function readHolder(path: string): Promise<LockHolder | null> {
  try {
    const value = JSON.parse(await readFile(path, 'utf8')) as Partial<LockHolder>;
    const { pid, startedAt, host } = value;
    return typeof pid === 'number' && typeof host === 'string' ? { pid, startedAt: startedAt ?? null, host } : null;
  } catch {
    return null;
  }
}

/** True only when the holder certainly runs no more. A holder on another host cannot be judged and counts as alive. */
async function isStale(holder: LockHolder): Promise<boolean> {
  if (holder.host !== hostname()) return false;
  if (!isRunning(holder.pid)) return true;
  const startedAt = await startOf(holder.pid);
  return holder.startedAt !== null && startedAt !== null && holder.startedAt !== startedAt;
}

interface LockFile {
  readonly generation: number;
  readonly path: string;
}

/** The lock files of one key ring, newest first: `<path>.<generation>`. */
async function lockFiles(path: string): Promise<LockFile[]> {
  const prefix = `${basename(path)}.`;
  const names = (await readdir(dirname(path))).filter((name) => name.startsWith(prefix));
  return names
    .map((name) => ({ generation: Number(name.slice(prefix.length)), path: join(dirname(path), name) }))
    .filter(({ generation }) => Number.isSafeInteger(generation) && generation > 0)
    .sort((one, other) => other.generation - one.generation);
}

/** Refuses when any of the files has a holder that may still run. A file without a readable holder has none. */
async function requireAllStale(files: readonly LockFile[]): Promise<void> {
  for (const { path } of files) {
    const holder = await readHolder(path);
    if (holder && !(await isStale(holder))) throw new KeyringLockedError(path);
  }
}

/** Makes `path` appear with the draft's content in one step; false when it exists already. */
async function appear(draft: string, path: string): Promise<boolean> {
  try {
    await link(draft, path);
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  }
}

/**
 * A lock file against two processes writing one key ring; a killed holder's lock is taken over.
 *
 * Taking over by deleting the stale file and making it anew would let a slow contender delete the winner's. So a lock is
 * never replaced: whoever finds only stale generations makes the next one, which the file system lets one contender do,
 * and then looks again. Of two holders the one whose file appeared later would have seen the other's, so there are never
 * two.
 */
export class KeyringLock {
  private constructor(
    private readonly path: string,
    private readonly content: string,
  ) {}

  /** Rejects with KeyringLockedError while another process, or another Keyring of this one, holds the lock. */
  static async acquire(lockPath: string): Promise<KeyringLock> {
    // One spelling of the path, or the own file would look like somebody else's.
    const path = resolve(lockPath);
    const holder: LockHolder = { pid: process.pid, startedAt: await startOf(process.pid), host: hostname() };
    const content = JSON.stringify({ ...holder, token: randomUUID() });
    const draft = `${path}-${randomUUID()}`;
    await writeFile(draft, content, { flag: 'wx', mode: 0o600 });
    try {
      for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
        const found = await lockFiles(path);
        await requireAllStale(found);
        const own = `${path}.${(found[0]?.generation ?? 0) + 1}`;
        if (!(await appear(draft, own))) continue;
        const lock = new KeyringLock(own, content);
        await lock.confirm(path);
        return lock;
      }
      throw new KeyringLockedError(path);
    } finally {
      await rm(draft, { force: true });
    }
  }

  /** Looks again now that our own file is there; gives up in favour of any other holder, else clears the stale files. */
  private async confirm(path: string): Promise<void> {
    try {
      const others = (await lockFiles(path)).filter((file) => file.path !== this.path);
      await requireAllStale(others);
      for (const stale of others) await rm(stale.path, { force: true });
    } catch (error) {
      await this.release();
      throw error;
    }
  }

  async release(): Promise<void> {
    const current = await readFile(this.path, 'utf8').catch(() => null);
    if (current === this.content) await rm(this.path, { force: true });
  }
}

/** Takes a lock for whatever `make` gives, which releases it when it is closed; gives it up at once when `make` fails. */
export async function locked<T>(lockPath: string, make: (lock: KeyringLock) => Promise<T>): Promise<T> {
  const lock = await KeyringLock.acquire(lockPath);
  try {
    return await make(lock);
  } catch (error) {
    await lock.release();
    throw error;
  }
}
