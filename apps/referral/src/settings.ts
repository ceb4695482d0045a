import { serviceSettingsSchema, SettingsError, readSettings } from '@an-tam/http';
import { dateSchema } from '@an-tam/contracts';
import { z } from 'zod';

export const referralSettingsSchema = serviceSettingsSchema.extend({
  /** Where state changes are told. */
  AN_TAM_INTAKE_URL: z.url(),
  /** Demo profile only: the business date that replaces today for calendar rules, never for tokens or expiry. */
  AN_TAM_DEMO_TODAY: dateSchema.optional(),
});
export type ReferralSettings = z.infer<typeof referralSettingsSchema>;

/** @throws SettingsError with every fault; the production profile has no demo calendar. */
export function readReferralSettings(environment: NodeJS.ProcessEnv = process.env): ReferralSettings {
  const settings = readSettings(referralSettingsSchema, environment);
  if (settings.AN_TAM_PROFILE === 'production' && settings.AN_TAM_DEMO_TODAY !== undefined)
    throw new SettingsError('AN_TAM_DEMO_TODAY: is for the demo profile only');
  return settings;
}

export const migrationSettingsSchema = z.object({
  /** The service's database for its owner role. */
  AN_TAM_MIGRATION_DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }),
});
