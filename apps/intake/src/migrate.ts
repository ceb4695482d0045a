import { readSettings, SettingsError } from '@an-tam/http';
import { migrateDatabase, SchemaMismatchError } from '@an-tam/persistence';
import { z } from 'zod';
import { keysMigrations, migrations } from './migrations/index.js';

/** Brings both databases of intake up to date as their owners: `node migrate.js`. */
const settingsSchema = z.object({
  AN_TAM_MIGRATION_DATABASE_URL: z.string().min(1),
  AN_TAM_KEYS_MIGRATION_DATABASE_URL: z.string().min(1),
});

try {
  const settings = readSettings(settingsSchema);
  const applied = [
    ...(await migrateDatabase(settings.AN_TAM_MIGRATION_DATABASE_URL, migrations)),
    ...(await migrateDatabase(settings.AN_TAM_KEYS_MIGRATION_DATABASE_URL, keysMigrations)),
  ];
  process.stdout.write(
    `intake: ${applied.length > 0 ? `${applied.length} migrations applied` : 'databases are up to date'}\n`,
  );
} catch (error) {
  const known = error instanceof SettingsError || error instanceof SchemaMismatchError;
  process.stderr.write(
    `intake: ${known ? error.message : `migration failed: ${error instanceof Error ? error.message : String(error)}`}\n`,
  );
  process.exit(1);
}
