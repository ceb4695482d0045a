import { databaseUrl, migrateDatabase, provisionDatabase, type MigrationClass } from '@an-tam/persistence';
import { randomBytes } from 'node:crypto';
import pg from 'pg';

/** Password of every role on the throw-away test server. */
const password = 'test-server-only';

export interface TestDatabase {
  /** Address for one of the roles; the first given role when absent. */
  url(role?: string): string;
  readonly ownerUrl: string;
  /** Address past row security, as the superuser of the test server. */
  readonly superuserUrl: string;
  drop(): Promise<void>;
}

/** Rows as the role of the address sees them, in one transaction with the given row-security settings. */
export async function queryRows(
  url: string,
  sql: string,
  { parameters = [], settings = {} }: { parameters?: unknown[]; settings?: Readonly<Record<string, string>> } = {},
): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query('BEGIN');
    for (const [name, value] of Object.entries(settings))
      await client.query('SELECT set_config($1, $2, true)', [name, value]);
    const { rows } = await client.query<Record<string, unknown>>(sql, parameters);
    await client.query('COMMIT');
    return rows;
  } finally {
    await client.end();
  }
}

/**
 * A database of its own on the test run's server, migrated as its owner; the code under test connects as one
 * of the non-owner roles, as in production.
 * @param roles non-owner roles, as `['intake_app', 'intake_statistics']`
 */
export async function createTestDatabase(
  service: string,
  roles: readonly string[],
  migrations: readonly MigrationClass[],
): Promise<TestDatabase> {
  const adminUrl = process.env['AN_TAM_TEST_ADMIN_URL'];
  if (!adminUrl) throw new Error('The test server is not running: start tests with jest.');
  const database = `${service}_${randomBytes(5).toString('hex')}`;
  const owner = { name: `${service}_owner`, password };
  await provisionDatabase(adminUrl, { database, owner, roles: roles.map((name) => ({ name, password })) });
  const ownerUrl = databaseUrl(adminUrl, database, owner);
  await migrateDatabase(ownerUrl, migrations);
  const superuserUrl = new URL(adminUrl);
  superuserUrl.pathname = `/${database}`;
  return {
    ownerUrl,
    superuserUrl: superuserUrl.toString(),
    url: (role = roles[0] ?? owner.name) => databaseUrl(adminUrl, database, { name: role, password }),
    async drop() {
      const client = new pg.Client({ connectionString: adminUrl });
      await client.connect();
      await client.query(`DROP DATABASE IF EXISTS ${pg.escapeIdentifier(database)} WITH (FORCE)`);
      await client.end();
    },
  };
}

/** Makes the log of a service take no entry while something is tried, as a store that is full or taken away. */
export function refusingLog(database: TestDatabase, appRole: string) {
  return async <T>(attempt: () => Promise<T>): Promise<T> => {
    await queryRows(database.superuserUrl, `REVOKE INSERT ON audit_entry FROM ${appRole}`);
    try {
      return await attempt();
    } finally {
      await queryRows(database.superuserUrl, `GRANT INSERT ON audit_entry TO ${appRole}`);
    }
  };
}
