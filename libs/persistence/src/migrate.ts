import { DataSource, type MigrationInterface } from 'typeorm';

export type MigrationClass = new () => MigrationInterface;

const migrationsTable = 'schema_migration';

/** The database does not fit the code. `message` is one line that says what to do. */
export class SchemaMismatchError extends Error {
  override readonly name = 'SchemaMismatchError';
}

const nameOf = (migration: MigrationClass): string => new migration().name ?? migration.name;

async function executedMigrations(dataSource: DataSource): Promise<string[]> {
  const table: { present: boolean }[] = await dataSource.query(
    `SELECT to_regclass('public.${migrationsTable}') IS NOT NULL AS present`,
  );
  if (!table[0]?.present) return [];
  const rows: { name: string }[] = await dataSource.query(`SELECT name FROM ${migrationsTable} ORDER BY id`);
  return rows.map((r) => r.name);
}

function refuseNewer(database: string, executed: readonly string[], known: readonly string[]): void {
  const unknown = executed.filter((name) => !known.includes(name));
  if (unknown.length > 0) {
    throw new SchemaMismatchError(
      `Database "${database}" is newer than this version of An Tâm (it has ${unknown.at(-1)}). Start the version that made it, or restore a backup.`,
    );
  }
}

/**
 * Brings a database up to date in one transaction: all pending migrations or none. `url` is the owner's.
 * Two processes that start together take turns.
 * @returns the names applied now.
 * @throws SchemaMismatchError when the database is newer than the code.
 */
export async function migrateDatabase(url: string, migrations: readonly MigrationClass[]): Promise<string[]> {
  const dataSource = new DataSource({
    type: 'postgres',
    url,
    migrations: [...migrations],
    migrationsTableName: migrationsTable,
    logger: 'debug', // a failed migration is told once, by the caller
    poolSize: 2,
  });
  await dataSource.initialize();
  try {
    const database = String(dataSource.driver.database);
    const lock = dataSource.createQueryRunner();
    await lock.connect();
    try {
      await lock.query('SELECT pg_advisory_lock(4242)');
      refuseNewer(database, await executedMigrations(dataSource), migrations.map(nameOf));
      const applied = await dataSource.runMigrations({ transaction: 'all' });
      await dataSource.query(`GRANT SELECT ON ${migrationsTable} TO PUBLIC`);
      return applied.map((m) => m.name);
    } finally {
      await lock.query('SELECT pg_advisory_unlock(4242)');
      await lock.release();
    }
  } finally {
    await dataSource.destroy();
  }
}

/** Refuses to serve when the database is older or newer than the code, or holds an index that a crash left invalid. */
export async function assertSchemaCurrent(
  dataSource: DataSource,
  migrations: readonly MigrationClass[],
): Promise<void> {
  const database = String(dataSource.driver.database);
  const executed = await executedMigrations(dataSource);
  const known = migrations.map(nameOf);
  refuseNewer(database, executed, known);
  const pending = known.filter((name) => !executed.includes(name));
  if (pending.length > 0) {
    throw new SchemaMismatchError(
      `Database "${database}" is older than this version of An Tâm (${pending.length} migrations pending). Run the migrations first.`,
    );
  }
  const invalid: { name: string }[] = await dataSource.query(
    'SELECT indexrelid::regclass::text AS name FROM pg_index WHERE NOT indisvalid',
  );
  if (invalid.length > 0) {
    throw new SchemaMismatchError(
      `Database "${database}" has an invalid index (${invalid[0]?.name}). Run REINDEX INDEX CONCURRENTLY on it.`,
    );
  }
}
