import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { readSettings, SettingsError } from '@an-tam/http';
import { z } from 'zod';
import { DemoModule, readDemoOrganisations, SeedDemoAuthenticatorsService, SeedDemoService } from './demo/index.js';

const seedSettingsSchema = z.object({
  AN_TAM_PROFILE: z.literal('demo', { error: 'only the demo profile has demo accounts' }),
  /** Identity's database for its non-owner role. */
  AN_TAM_DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }),
  /** Password of every demo account. */
  AN_TAM_DEMO_PASSWORD: z.string().min(8),
  /** Secret of every demo account's authenticator app, base32. */
  AN_TAM_DEMO_AUTHENTICATOR: z.string().regex(/^[A-Z2-7]{32,}$/),
  /** Identity's own, as in its settings. */
  AN_TAM_FACTOR_KEY: z.string().min(32),
  AN_TAM_CONFIG_DIR: z.string().default('config'),
});

/** Brings the demo accounts into identity's database; prints one line either way. */
try {
  const settings = readSettings(seedSettingsSchema);
  const demo = await readDemoOrganisations(settings.AN_TAM_CONFIG_DIR);
  const app = await NestFactory.createApplicationContext(
    DemoModule.forRoot(settings.AN_TAM_DATABASE_URL, settings.AN_TAM_FACTOR_KEY),
    {
      logger: false,
      abortOnError: false,
    },
  );
  const added = await app.get(SeedDemoService).execute(demo, settings.AN_TAM_DEMO_PASSWORD);
  await app.get(SeedDemoAuthenticatorsService).execute(demo, settings.AN_TAM_DEMO_AUTHENTICATOR);
  await app.close();
  process.stdout.write(`identity: ${added} demo accounts added, ${demo.accounts.length} in all\n`);
} catch (error) {
  const reason = error instanceof Error ? error.message || error.name : String(error);
  const line = error instanceof SettingsError ? reason.replaceAll(/\s*\n-?\s*/g, ' ') : (reason.split('\n')[0] ?? '');
  process.stderr.write(`identity: ${line}\n`);
  process.exit(1);
}
