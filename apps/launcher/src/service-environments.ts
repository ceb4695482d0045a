import type { PreparedKeyStore } from './key-store.js';
import type { LaunchOptions } from './options.js';
import { repositoryPath } from './repository.js';
import { newTokenKey, randomSecret, type SecretStore } from './secret-store.js';
import { logSigningServices, ownerOf, type DatabaseName, type ServiceName } from './service-catalogue.js';
import { keepTokenKeys } from './token-keys.js';

export interface Landscape {
  readonly options: LaunchOptions;
  readonly publicUrl: string;
  readonly ports: Readonly<Record<ServiceName, number>>;
  readonly province: string;
  readonly keyStore: PreparedKeyStore;
  readonly databaseUrl: (database: DatabaseName, role: string) => string;
  /** Folder for the newest signed heads of the audit logs. */
  readonly auditHeads: string;
}

export interface ServiceEnvironments {
  readonly service: Readonly<Record<ServiceName, NodeJS.ProcessEnv>>;
  /** For the one-shot `migrate.js` of each service, as the databases' owners. */
  readonly migration: Readonly<Record<ServiceName, NodeJS.ProcessEnv>>;
  /** For identity's one-shot that makes the demo organisations and accounts. */
  readonly demoSeed: NodeJS.ProcessEnv;
}

/** What a child needs of ours; nothing else of our environment reaches it, least of all an administrator's address. */
function inherited(): NodeJS.ProcessEnv {
  const { PATH, LANG, NODE_EXTRA_CA_CERTS } = process.env;
  return { PATH, LANG, NODE_EXTRA_CA_CERTS, NODE_ENV: 'production' };
}

/** Settings of every process. Secrets are written to files of mode 0600 and given as `..._FILE`. */
export function writeServiceEnvironments(secrets: SecretStore, landscape: Landscape): ServiceEnvironments {
  const { options, ports, keyStore, databaseUrl } = landscape;
  const urlFile = (database: DatabaseName, role: string) => secrets.put(`url-${role}`, databaseUrl(database, role));
  const trustedKeys = keepTokenKeys(secrets);
  secrets.keep('oidc-client-secret', randomSecret);
  for (const name of logSigningServices) secrets.keep(`audit-key-${name}`, newTokenKey);
  secrets.keep('factor-key', randomSecret);
  const demoDay = options.today ? { AN_TAM_DEMO_TODAY: options.today } : {};
  const address = (name: ServiceName) => `http://127.0.0.1:${ports[name]}`;

  const common = (name: ServiceName): NodeJS.ProcessEnv => ({
    ...inherited(),
    AN_TAM_PROFILE: options.profile,
    AN_TAM_HOST: '127.0.0.1',
    AN_TAM_PORT: String(ports[name]),
    AN_TAM_PUBLIC_URL: landscape.publicUrl,
    AN_TAM_DATABASE_URL_FILE: urlFile(name, `${name}_app`),
    AN_TAM_SERVICE_KEY_FILE: secrets.path(`token-key-${name}`),
    AN_TAM_TRUSTED_KEYS_FILE: trustedKeys.common,
    AN_TAM_AUDIT_HEADS_DIR: landscape.auditHeads,
    AN_TAM_AUDIT_KEY_FILE: logSigningServices.includes(name) ? secrets.path(`audit-key-${name}`) : undefined,
    AN_TAM_CONFIG_DIR: repositoryPath('config'),
    AN_TAM_LOG_LEVEL: process.env['AN_TAM_LOG_LEVEL'] ?? 'info',
    ...demoDay,
  });
  const oidc = { AN_TAM_OIDC_CLIENT_SECRET_FILE: secrets.path('oidc-client-secret') };
  const migration = (name: ServiceName): NodeJS.ProcessEnv => ({
    ...inherited(),
    AN_TAM_MIGRATION_DATABASE_URL_FILE: urlFile(name, ownerOf(name)),
  });

  const service: Record<ServiceName, NodeJS.ProcessEnv> = {
    gateway: {
      ...common('gateway'),
      ...oidc,
      AN_TAM_WEB_DIR: repositoryPath('dist', 'web'),
      AN_TAM_IDENTITY_URL: address('identity'),
      AN_TAM_INTAKE_URL: address('intake'),
      AN_TAM_REFERRAL_URL: address('referral'),
      AN_TAM_REPORTING_URL: address('reporting'),
    },
    identity: { ...common('identity'), ...oidc, AN_TAM_FACTOR_KEY_FILE: secrets.path('factor-key') },
    intake: {
      ...common('intake'),
      AN_TAM_TRUSTED_KEYS_FILE: trustedKeys.intake,
      AN_TAM_KEYS_DATABASE_URL_FILE: urlFile('intake_keys', 'intake_keys_app'),
      AN_TAM_STATISTICS_DATABASE_URL_FILE: urlFile('intake', 'intake_statistics'),
      ...keyStore.environment,
      AN_TAM_PROVINCE: landscape.province,
      AN_TAM_IDENTITY_URL: address('identity'),
      AN_TAM_REFERRAL_URL: address('referral'),
      AN_TAM_REPORTING_URL: address('reporting'),
    },
    referral: { ...common('referral'), AN_TAM_INTAKE_URL: address('intake') },
    // Reporting gets public keys only, and no other process's address: it calls nobody.
    reporting: {
      ...common('reporting'),
      AN_TAM_SERVICE_KEY_FILE: undefined,
      AN_TAM_RELEASE_KEYS_FILE: keyStore.releaseKeysFile,
    },
  };
  return {
    service,
    migration: {
      gateway: migration('gateway'),
      identity: migration('identity'),
      intake: {
        ...migration('intake'),
        AN_TAM_KEYS_MIGRATION_DATABASE_URL_FILE: urlFile('intake_keys', ownerOf('intake_keys')),
      },
      referral: migration('referral'),
      reporting: migration('reporting'),
    },
    demoSeed: {
      ...service.identity,
      AN_TAM_DEMO_PASSWORD_FILE: secrets.path('demo-password'),
      AN_TAM_DEMO_AUTHENTICATOR_FILE: secrets.path('demo-authenticator'),
    },
  };
}
