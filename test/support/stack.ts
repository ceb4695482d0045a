import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Role } from '@an-tam/contracts';
import { fillDataFolder } from './prepared-folder.js';

const launcher = join(__dirname, '../../dist/apps/launcher/main.js');

export interface StackAccount {
  readonly account: string;
  readonly displayName: string;
  readonly organisation: string;
  readonly roles: readonly Role[];
}

/** The whole product on a data folder of its own, as `npm start` runs it. */
export interface Stack {
  readonly url: string;
  readonly accounts: readonly StackAccount[];
  readonly password: string;
  /** Secret of every account's authenticator app, base32. */
  readonly authenticator: string;
  /** Passphrase with which partners unlock their key. */
  readonly unlockPassphrase: string;
  /** Business day of the product, `YYYY-MM-DD`; null: the real one. */
  readonly today: string | null;
  readonly dataDir: string;
  /** Of the launcher. */
  readonly processId: number;
  /** Stops everything; removes the data folder when this stack made it. @returns the launcher's exit status. */
  stop(): Promise<number | null>;
}

export interface StackOptions {
  readonly today?: string;
  /** An existing data folder, which stays. */
  readonly dataDir?: string;
  readonly port?: number;
  readonly environment?: NodeJS.ProcessEnv;
}

/** How a launcher that did not start ended. */
export interface FailedStart {
  readonly status: number | null;
  readonly stderr: string;
}

function spawnLauncher(dataDir: string, { today, port = 0, environment }: StackOptions) {
  const options = ['--json', '--port', String(port), '--data', dataDir, ...(today ? ['--today', today] : [])];
  // Its own process group: what the test run is told by the terminal does not reach it before the tests stop it.
  const child = spawn(process.execPath, [launcher, ...options], {
    env: { ...process.env, NODE_ENV: 'production', ...environment },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    detached: true,
  });
  let stderr = '';
  child.stderr?.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  const ended = new Promise<number | null>((resolve) => child.once('close', (status) => resolve(status)));
  return { child, ended, stderr: () => stderr };
}

/** A data folder where the database server's account can reach it. */
export const makeDataDir = (): Promise<string> => mkdtemp('/tmp/an-tam-stack-');

/** A data folder as the first start leaves it, demo accounts included. */
export async function makePreparedDataDir(): Promise<string> {
  const dataDir = await makeDataDir();
  await fillDataFolder(dataDir, async (folder) => {
    const stack = await startStack({ dataDir: folder });
    await stack.stop();
  });
  return dataDir;
}

/** Starts the product, on a prepared folder where none is named. @throws with the launcher's own line when it does not start. */
export async function startStack(options: StackOptions = {}): Promise<Stack> {
  const dataDir = options.dataDir ?? (await makePreparedDataDir());
  const { child, ended, stderr } = spawnLauncher(dataDir, options);
  const ready = new Promise<string>((resolve) => {
    let stdout = '';
    child.stdout?.on('data', (chunk: Buffer) => {
      stdout += chunk.toString();
      if (stdout.includes('\n')) resolve(stdout.split('\n')[0] ?? '');
    });
  });
  const line = await Promise.race([ready, ended.then(() => undefined)]);
  const clean = async () => {
    if (options.dataDir === undefined) await rm(dataDir, { recursive: true, force: true });
  };
  if (line === undefined) {
    await clean();
    throw new Error(`The product did not start: ${stderr().trim()}`);
  }
  const told = JSON.parse(line) as Omit<Stack, 'dataDir' | 'processId' | 'stop'>;
  return {
    ...told,
    dataDir,
    processId: child.pid ?? 0,
    async stop() {
      if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM');
      const status = await ended;
      await clean();
      return status;
    },
  };
}

/** Starts the product where it must refuse to. @throws when it starts after all. */
export async function failToStart(dataDir: string, options: StackOptions = {}): Promise<FailedStart> {
  const { child, ended, stderr } = spawnLauncher(dataDir, options);
  const started = new Promise<'started'>((resolve) => child.stdout?.once('data', () => resolve('started')));
  const outcome = await Promise.race([ended, started]);
  if (outcome !== 'started') return { status: outcome, stderr: stderr().trim() };
  child.kill('SIGTERM');
  await ended;
  throw new Error('The product started although it had to refuse.');
}
