import 'reflect-metadata';
import { parseArgs } from 'node:util';
import { NestFactory } from '@nestjs/core';
import { organisationKindSchema } from '@an-tam/contracts';
import { readSettings, SettingsError } from '@an-tam/http';
import { z } from 'zod';
import { AdministratorExistsError, FirstAdministratorModule, FirstAdministratorService } from './enrolment/index.js';

const settingsSchema = z.object({
  AN_TAM_PUBLIC_URL: z.url(),
  /** Identity's database for its non-owner role. */
  AN_TAM_DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }),
  /** Identity's own, as in its settings. */
  AN_TAM_FACTOR_KEY: z.string().min(32),
});

const organisationSchema = z.object({
  name: z.string().trim().min(1, 'name the organisation'),
  kind: organisationKindSchema,
  provinceCode: z.string().regex(/^\d{2}$/, 'two digits'),
});

/**
 * `node dist/apps/identity/first-administrator.js --organisation NAME --kind core_host --province 33`
 * Prints the account and the one-time code of the first administrator; ends with 1 once there is one.
 */
try {
  const { values } = parseArgs({
    options: {
      organisation: { type: 'string', default: '' },
      kind: { type: 'string', default: 'core_host' },
      province: { type: 'string', default: '' },
    },
  });
  const settings = readSettings(settingsSchema);
  const given = { name: values.organisation, kind: values.kind, provinceCode: values.province };
  const organisation = organisationSchema.safeParse(given);
  if (!organisation.success) {
    const [issue] = organisation.error.issues;
    throw new SettingsError(
      `--${String(issue?.path[0]).replace('Code', '').replace('name', 'organisation')}: ${issue?.message}`,
    );
  }
  const app = await NestFactory.createApplicationContext(
    FirstAdministratorModule.forRoot(settings.AN_TAM_DATABASE_URL, settings.AN_TAM_FACTOR_KEY),
    { logger: false, abortOnError: false },
  );
  const made = await app.get(FirstAdministratorService).execute({ ...organisation.data, communeCode: null });
  await app.close();
  const address = new URL('/set-up', settings.AN_TAM_PUBLIC_URL).href;
  process.stdout.write(
    `identity: open ${address} and enter ${made.code} (account ${made.account}, once, within 7 days)\n`,
  );
} catch (error) {
  const reason =
    error instanceof AdministratorExistsError
      ? 'there is an administrator already; they invite everybody else'
      : error instanceof Error
        ? error.message || error.name
        : String(error);
  process.stderr.write(`identity: ${reason.replaceAll(/\s*\n-?\s*/g, ' ')}\n`);
  process.exit(1);
}
