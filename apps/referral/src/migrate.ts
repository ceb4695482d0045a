import 'reflect-metadata';
import { readSettings } from '@an-tam/http';
import { migrateDatabase } from '@an-tam/persistence';
import { migrations } from './migrations/index.js';
import { migrationSettingsSchema } from './settings.js';

try {
  const { AN_TAM_MIGRATION_DATABASE_URL: url } = readSettings(migrationSettingsSchema);
  const applied = await migrateDatabase(url, migrations);
  process.stdout.write(`referral: ${applied.length} migrations applied\n`);
} catch (error) {
  const reason = error instanceof Error ? error.message || error.name : String(error);
  process.stderr.write(`referral: the database was not migrated: ${reason}\n`);
  process.exit(1);
}
