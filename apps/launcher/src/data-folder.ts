import { createHash } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve, sep } from 'node:path';
import { LaunchError, oneLine } from './launch-error.js';
import type { LaunchOptions, Profile } from './options.js';
import { repositoryPath, repositoryRoot } from './repository.js';

/**
 * Default place of all data. Root's clone may lie where the database server's account cannot enter, so root
 * keeps data below /var/lib, in a folder of its own for each clone.
 */
export function defaultDataDir(): string {
  if (process.getuid?.() !== 0) return repositoryPath('.an-tam');
  const clone = createHash('sha256').update(repositoryRoot).digest('hex').slice(0, 12);
  return join('/var/lib/an-tam', clone);
}

/** Whether the process lives and is a launcher, not another program that got the number of a dead one. */
function isLauncher(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
  const commandLine = `/proc/${pid}/cmdline`;
  return !existsSync(commandLine) || readFileSync(commandLine, 'utf8').includes('launcher');
}

/** The data folder of one running launcher. */
export class DataFolder {
  private constructor(readonly root: string) {}

  /** Makes and holds the folder. @throws LaunchError when it cannot be used or another launcher holds it. */
  static hold(options: Pick<LaunchOptions, 'dataDir' | 'profile'>): DataFolder {
    const root = resolve(options.dataDir ?? defaultDataDir());
    try {
      // Others may pass through (the database server's account does) but see nothing.
      mkdirSync(root, { recursive: true, mode: 0o711 });
      chmodSync(root, 0o711);
      for (const folder of ['secrets', 'logs', 'keys', 'audit-heads'])
        mkdirSync(join(root, folder), { recursive: true, mode: 0o700 });
    } catch (error) {
      throw new LaunchError(`the data folder ${root} cannot be used: ${oneLine(error)}`);
    }
    const folder = new DataFolder(root);
    folder.lock();
    try {
      folder.refuseOtherProfile(options.profile);
    } catch (error) {
      folder.release();
      throw error;
    }
    return folder;
  }

  /** Holds a folder that is there, for work on a product that does not run. @throws LaunchError when one runs on it. */
  static holdAsIs(root: string): DataFolder {
    const folder = new DataFolder(root);
    folder.lock();
    return folder;
  }

  path(...parts: string[]): string {
    return join(this.root, ...parts);
  }

  contains(path: string): boolean {
    return resolve(path).startsWith(this.root + sep);
  }

  /** Text of a small state file; undefined when it is not there. */
  read(name: string): string | undefined {
    return existsSync(this.path(name)) ? readFileSync(this.path(name), 'utf8') : undefined;
  }

  write(name: string, text: string): void {
    writeFileSync(this.path(name), text, { mode: 0o600 });
  }

  release(): void {
    rmSync(this.path('launcher.lock'), { force: true });
  }

  private lock(): void {
    const file = this.path('launcher.lock');
    for (let attempt = 0; attempt < 2; attempt += 1) {
      try {
        writeFileSync(file, String(process.pid), { flag: 'wx', mode: 0o600 });
        return;
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST')
          throw new LaunchError(`the data folder ${this.root} cannot be written: ${oneLine(error)}`);
      }
      const holder = Number(readFileSync(file, 'utf8'));
      if (holder > 0 && holder !== process.pid && isLauncher(holder)) break;
      rmSync(file, { force: true }); // its launcher is gone
    }
    throw new LaunchError(`An Tâm already runs on ${this.root}; stop it first or choose another folder with --data`);
  }

  /** Demo accounts and demo data never become a production system, nor the other way round. */
  private refuseOtherProfile(profile: Profile): void {
    const made = this.read('profile') ?? profile;
    if (made !== profile)
      throw new LaunchError(
        `${this.root} was made by the ${made} profile; the ${profile} profile needs a folder of its own`,
      );
    this.write('profile', profile);
  }
}
