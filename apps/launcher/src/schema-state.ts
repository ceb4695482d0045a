import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { repositoryPath } from './repository.js';
import { databaseNames, ownerOf, type DatabaseName } from './service-catalogue.js';

/** Print of everything that was built: the fingerprints `tools/build.mjs` leaves in each output folder. */
function builtFrom(): string[] {
  return ['libs', 'dist/apps'].flatMap((parent) => {
    const folder = repositoryPath(parent);
    if (!existsSync(folder)) return [];
    return readdirSync(folder)
      .sort()
      .map((name) => join(folder, name, parent === 'libs' ? 'dist' : '', '.built-from'))
      .filter((mark) => existsSync(mark))
      .map((mark) => readFileSync(mark, 'utf8'));
  });
}

async function migrationsOf(url: string): Promise<string> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const table = await client.query<{ present: boolean }>(
      `SELECT to_regclass('public.schema_migration') IS NOT NULL AS present`,
    );
    if (!table.rows[0]?.present) return '';
    const { rows } = await client.query<{ name: string }>('SELECT name FROM schema_migration ORDER BY id');
    return rows.map((row) => row.name).join(',');
  } finally {
    await client.end();
  }
}

/**
 * What code and databases are, in one line. As long as it equals the state after the last successful migration,
 * there is nothing to migrate and a start need not spend seconds to find that out.
 */
export async function schemaState(databaseUrl: (database: DatabaseName, role: string) => string): Promise<string> {
  const applied = await Promise.all(databaseNames.map((name) => migrationsOf(databaseUrl(name, ownerOf(name)))));
  return createHash('sha256')
    .update(JSON.stringify([builtFrom(), applied]))
    .digest('hex');
}
