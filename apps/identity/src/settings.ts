import { readSettings, serviceSettingsSchema, SettingsError } from '@an-tam/http';
import { z } from 'zod';

export const identitySettingsSchema = serviceSettingsSchema.extend({
  /** Shared with the gateway, the only client. Provider cookies and the throttle's hashes are keyed from it as well. */
  AN_TAM_OIDC_CLIENT_SECRET: z.string().min(16),
  /** Seals what second factors are checked with. Lost, every account needs new ones; it stands in no database. */
  AN_TAM_FACTOR_KEY: z.string().min(32),
  /** How long the owner of an account can stop the reset of the second factor that two colleagues decided, in hours. */
  AN_TAM_FACTOR_RESET_WAIT_HOURS: z.coerce.number().int().min(1).max(336).default(24),
});
export type IdentitySettings = z.infer<typeof identitySettingsSchema>;

/** Injection token of {@link IdentitySettings}. */
export const identitySettingsToken = Symbol('identity settings');

/** Shortest client secret of the production profile, in characters. */
const productionSecretLength = 32;

/** @throws SettingsError with every fault. */
export function readIdentitySettings(environment: NodeJS.ProcessEnv = process.env): IdentitySettings {
  const settings = readSettings(identitySettingsSchema, environment);
  if (settings.AN_TAM_PROFILE === 'production' && settings.AN_TAM_OIDC_CLIENT_SECRET.length < productionSecretLength) {
    throw new SettingsError(
      `AN_TAM_OIDC_CLIENT_SECRET: the production profile needs at least ${productionSecretLength} characters`,
    );
  }
  return settings;
}
