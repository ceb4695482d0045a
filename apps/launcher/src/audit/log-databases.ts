import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { runningEmbeddedPostgres } from '@an-tam/persistence';
import { DataFolder, defaultDataDir } from '../data-folder.js';
import { startDatabaseServer } from '../database-server.js';
import { LaunchError } from '../launch-error.js';
import type { ServiceName } from '../service-catalogue.js';

/** Where the audit logs of a product lie, whether it runs or not. */
export interface LogDatabases {
  /** Address of a service's database for an account that row security does not bind. */
  readonly urlOf: (service: ServiceName) => string;
  /** Folder of the heads that the services publish. */
  readonly headsFolder: string;
}

/**
 * Opens the databases of the data folder for `work`: those of the running product, or of its server started for the
 * moment, or of `DATABASE_URL`. @throws LaunchError when there is no product in the folder
 */
export async function withLogDatabases<T>(
  dataDir: string | undefined,
  work: (databases: LogDatabases) => Promise<T>,
  environment: NodeJS.ProcessEnv = process.env,
): Promise<T> {
  const folder = resolve(dataDir ?? environment['AN_TAM_DATA_DIR'] ?? defaultDataDir());
  const at = (adminUrl: string): LogDatabases => ({
    urlOf(service) {
      const url = new URL(adminUrl);
      url.pathname = `/${service}`;
      return url.toString();
    },
    headsFolder: environment['AN_TAM_AUDIT_HEADS_DIR'] ?? join(folder, 'audit-heads'),
  });
  const givenUrl = environment['DATABASE_URL'] ?? runningEmbeddedPostgres(folder);
  if (givenUrl !== undefined) return work(at(givenUrl));
  if (!existsSync(join(folder, 'pgdata')))
    throw new LaunchError(`there is no product in ${folder}; name its data folder with --data`);
  const data = DataFolder.holdAsIs(folder);
  try {
    const server = await startDatabaseServer(data, undefined);
    try {
      return await work(at(server.adminUrl));
    } finally {
      await server.stop();
    }
  } finally {
    data.release();
  }
}
