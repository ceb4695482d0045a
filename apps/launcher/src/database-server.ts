import { existsSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  databaseUrl,
  EmbeddedPostgresError,
  provisionDatabase,
  startEmbeddedPostgres,
  type LoginRole,
} from '@an-tam/persistence';
import pg from 'pg';
import type { DataFolder } from './data-folder.js';
import { freePort } from './free-port.js';
import { LaunchError, oneLine } from './launch-error.js';
import { randomSecret, type SecretStore } from './secret-store.js';
import { databaseNames, databases, ownerOf, type DatabaseName } from './service-catalogue.js';

export interface DatabaseServer {
  /** Address of the account that may create roles and databases. */
  readonly adminUrl: string;
  /** Resolves when an embedded server ends; a server of others never does as far as we can tell. */
  readonly ended: Promise<void>;
  stop(): Promise<void>;
}

/**
 * Ends the server that a killed launcher left behind on this data folder: its files must not be opened twice.
 * The process is ours only when its command line names this very folder.
 */
async function endLeftOver(data: DataFolder): Promise<void> {
  const pidFile = data.path('pgdata', 'postmaster.pid');
  if (!existsSync(pidFile)) return;
  const pid = Number(readFileSync(pidFile, 'utf8').split('\n')[0]);
  const commandLine = `/proc/${pid}/cmdline`;
  const alive = () => existsSync(commandLine) && readFileSync(commandLine, 'utf8').includes(data.path('pgdata'));
  if (!(pid > 0) || !alive()) return;
  process.kill(pid, 'SIGINT');
  for (let tries = 0; tries < 200 && alive(); tries += 1) await sleep(50);
}

/** The embedded server on the data folder, or the one of `DATABASE_URL`. @throws LaunchError */
export async function startDatabaseServer(data: DataFolder, givenUrl: string | undefined): Promise<DatabaseServer> {
  if (givenUrl === undefined) {
    await endLeftOver(data);
    try {
      return await startEmbeddedPostgres({ dataDir: data.root, port: await freePort() });
    } catch (error) {
      throw error instanceof EmbeddedPostgresError ? new LaunchError(`database: ${error.message}`) : error;
    }
  }
  const client = new pg.Client({ connectionString: givenUrl, connectionTimeoutMillis: 5_000 });
  try {
    await client.connect();
  } catch (error) {
    const reason = oneLine(error) || (error as { code?: string }).code || 'no answer';
    throw new LaunchError(`the database of DATABASE_URL cannot be reached: ${reason}`);
  } finally {
    await client.end().catch(() => undefined);
  }
  return { adminUrl: givenUrl, ended: new Promise(() => undefined), stop: () => Promise.resolve() };
}

/** Makes the databases and their login roles. @returns the address of a database for one of its roles. */
export async function provisionDatabases(
  adminUrl: string,
  secrets: SecretStore,
): Promise<(database: DatabaseName, role: string) => string> {
  const login = (name: string): LoginRole => ({ name, password: secrets.keep(`database-${name}`, randomSecret) });
  for (const database of databaseNames) {
    const roles = databases[database].map(login);
    await provisionDatabase(adminUrl, { database, owner: login(ownerOf(database)), roles });
  }
  return (database, role) => databaseUrl(adminUrl, database, login(role));
}
