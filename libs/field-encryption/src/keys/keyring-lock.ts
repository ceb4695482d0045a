import { randomUUID } from 'node:crypto';
import { link, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { KeyringLockedError } from './keyring-errors.js';

interface LockHolder {
  readonly pid: number;
  /** Tells a process from a later one with the same number; null where the platform does not say. */
  readonly startedAt: string | null;
  readonly host: string;
}

const ATTEMPTS = 5;

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
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

/**
 * A lock file against two processes writing one key ring. It appears with its content in one step (hard link), so nobody
 * ever reads half of it, and a killed holder's lock is taken over.
 */
export class KeyringLock {
  private constructor(
    private readonly path: string,
    private readonly content: string,
  ) {}

  /** Rejects with KeyringLockedError while another process, or another Keyring of this one, holds the lock. */
  static async acquire(path: string): Promise<KeyringLock> {
    const holder: LockHolder = { pid: process.pid, startedAt: await startOf(process.pid), host: hostname() };
    const content = JSON.stringify({ ...holder, token: randomUUID() });
    const draft = `${path}.${randomUUID()}`;
    await writeFile(draft, content, { flag: 'wx', mode: 0o600 });
    try {
      for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
        if (await KeyringLock.tryLink(draft, path)) return new KeyringLock(path, content);
        await KeyringLock.clearStale(path);
      }
      throw new KeyringLockedError(path);
    } finally {
      await rm(draft, { force: true });
    }
  }

  private static async tryLink(draft: string, path: string): Promise<boolean> {
    try {
      await link(draft, path);
      return true;
    } catch (error) {
      if (codeOf(error) === 'EEXIST') return false;
      throw error;
    }
  }

  /** Moves a stale lock aside before deleting it: whoever moved a live one by mistake puts it back. */
  private static async clearStale(path: string): Promise<void> {
    const holder = await readHolder(path);
    if (holder && !(await isStale(holder))) throw new KeyringLockedError(path);
    const aside = `${path}.${randomUUID()}`;
    try {
      await rename(path, aside);
    } catch (error) {
      if (codeOf(error) === 'ENOENT') return;
      throw error;
    }
    const moved = await readHolder(aside);
    if (moved && !(await isStale(moved))) await KeyringLock.tryLink(aside, path);
    await rm(aside, { force: true });
  }

  /** Gives the lock up; leaves a lock that is somebody else's by now alone. */
  async release(): Promise<void> {
    const current = await readFile(this.path, 'utf8').catch(() => null);
    if (current === this.content) await rm(this.path, { force: true });
  }
}
