import { readSettings, SettingsError } from '@an-tam/http';
import { migrateDatabase } from '@an-tam/persistence';
import { z } from 'zod';
import { migrations } from './migrations/index.js';

/** Brings gateway's database up to date as its owner; prints one line either way. */
try {
  const settings = readSettings(z.object({ AN_TAM_MIGRATION_DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }) }));
  const applied = await migrateDatabase(settings.AN_TAM_MIGRATION_DATABASE_URL, migrations);
  process.stdout.write(`gateway: ${applied.length} migrations applied, the database is up to date\n`);
} catch (error) {
  const reason = error instanceof Error ? error.message || error.name : String(error);
  const line = error instanceof SettingsError ? reason.replaceAll(/\s*\n-?\s*/g, ' ') : (reason.split('\n')[0] ?? '');
  process.stderr.write(`gateway: ${line}\n`);
  process.exit(1);
}
