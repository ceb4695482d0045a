import { readSettings, serviceSettingsSchema, SettingsError } from '@an-tam/http';
import { z } from 'zod';

export const gatewaySettingsSchema = serviceSettingsSchema.extend({
  AN_TAM_IDENTITY_URL: z.url(),
  AN_TAM_INTAKE_URL: z.url(),
  AN_TAM_REFERRAL_URL: z.url(),
  AN_TAM_REPORTING_URL: z.url(),
  /** Shared with the issuer: identity, whose only client the gateway is, or another one. */
  AN_TAM_OIDC_CLIENT_SECRET: z.string().min(16),
  /** Another OpenID issuer in place of identity's, by the address it names itself with. What an account may do, identity says. */
  AN_TAM_OIDC_ISSUER: z.url().optional(),
  /** As which client that issuer knows the gateway. */
  AN_TAM_OIDC_CLIENT_ID: z.string().min(1).default('gateway'),
  /** Claim of its ID tokens that holds the id of the account. */
  AN_TAM_OIDC_ACCOUNT_CLAIM: z.string().min(1).default('sub'),
  /** How it signs ID tokens. */
  AN_TAM_OIDC_ID_TOKEN_ALG: z.enum(['EdDSA', 'ES256', 'PS256', 'RS256']).default('EdDSA'),
  /** Folder of the built pages; without it the gateway serves the API alone. */
  AN_TAM_WEB_DIR: z.string().default('dist/web'),
});
export type GatewaySettings = z.infer<typeof gatewaySettingsSchema>;

/** Injection token of {@link GatewaySettings}. */
export const gatewaySettingsToken = Symbol('gateway settings');

/** Shortest client secret of the production profile, in characters. */
const productionSecretLength = 32;

/** @throws SettingsError with every fault. */
export function readGatewaySettings(environment: NodeJS.ProcessEnv = process.env): GatewaySettings {
  const settings = readSettings(gatewaySettingsSchema, environment);
  if (settings.AN_TAM_PROFILE !== 'production') return settings;
  if (settings.AN_TAM_OIDC_CLIENT_SECRET.length < productionSecretLength) {
    throw new SettingsError(
      `AN_TAM_OIDC_CLIENT_SECRET: the production profile needs at least ${productionSecretLength} characters`,
    );
  }
  const { protocol, hostname } = new URL(settings.AN_TAM_PUBLIC_URL);
  if (protocol !== 'https:' && hostname !== 'localhost')
    throw new SettingsError('AN_TAM_PUBLIC_URL: the production profile needs https');
  if (settings.AN_TAM_OIDC_ISSUER?.startsWith('http:'))
    throw new SettingsError('AN_TAM_OIDC_ISSUER: the production profile needs https');
  return settings;
}

/** The public address without a slash at its end. */
export function publicOrigin(settings: GatewaySettings): string {
  return new URL(settings.AN_TAM_PUBLIC_URL).origin;
}

/** Services behind `/api/<name>`. */
export const proxiedServices = ['identity', 'intake', 'referral', 'reporting'] as const;
export type ProxiedService = (typeof proxiedServices)[number];

/** Address of a service, without a slash at its end. */
export function serviceUrl(settings: GatewaySettings, service: ProxiedService): string {
  const urls: Record<ProxiedService, string> = {
    identity: settings.AN_TAM_IDENTITY_URL,
    intake: settings.AN_TAM_INTAKE_URL,
    referral: settings.AN_TAM_REFERRAL_URL,
    reporting: settings.AN_TAM_REPORTING_URL,
  };
  return urls[service].replace(/\/$/, '');
}
