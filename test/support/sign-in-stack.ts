import 'reflect-metadata';
import type { OrganisationKind, Role } from '@an-tam/contracts';
import { createService } from '@an-tam/http';
import { UnitOfWork, type Transaction } from '@an-tam/persistence';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { generateSecret, generateSync } from 'otplib';
import pg from 'pg';
import { GatewayModule, prepareGateway } from '../../apps/gateway/src/gateway.module.js';
import { migrations as gatewayMigrations } from '../../apps/gateway/src/migrations/index.js';
import { readGatewaySettings } from '../../apps/gateway/src/settings.js';
import {
  GrantMembershipService,
  RegisterAccountService,
  RegisterOrganisationService,
} from '../../apps/identity/src/accounts/index.js';
import { checkIdentity, IdentityModule } from '../../apps/identity/src/identity.module.js';
import { migrations as identityMigrations } from '../../apps/identity/src/migrations/index.js';
import { appUse, FactorRepository, FactorVault } from '../../apps/identity/src/factors/index.js';
import { PasswordHasher } from '../../apps/identity/src/passwords/index.js';
import { problemTexts } from '../../apps/identity/src/problem-texts.js';
import { readIdentitySettings } from '../../apps/identity/src/settings.js';
import { freePort } from '../../apps/launcher/src/free-port.js';
import { TestBrowser } from './test-browser.js';
import { createTestDatabase, refusingLog } from './database.js';
import { makeTokenKeys } from './token-keys.js';

export interface ReceivedRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** Row-security settings of a query. */
export interface QuerySettings {
  readonly roles: string;
  readonly organisationId?: string;
}

export const asUpkeep: QuerySettings = { roles: 'system:accounts' };

const upkeep = { actor: { system: 'accounts' }, requestId: 'test-upkeep' };

/** Stands where intake, referral and reporting stand and remembers what reaches it. */
async function startReceiver() {
  const received: ReceivedRequest[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { method = '', url = '', headers } = request;
      received.push({ method, url, headers, body: Buffer.concat(chunks).toString() });
      response.setHeader('content-type', 'application/json');
      response.setHeader('set-cookie', 'from_service=1');
      response.setHeader('x-powered-by', 'service');
      response.end('{"answered":true}');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { received, server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

/** Identity and gateway as they run, on databases of their own, with a receiver in place of the other services. */
export async function startSignInStack(
  options: {
    publicUrl?: string;
    webDir?: string;
    secretsDir?: string;
    gateway?: (url: string) => Promise<NodeJS.ProcessEnv>;
  } = {},
) {
  const tokens = await makeTokenKeys(['gateway', 'identity', 'intake']);
  const identityDatabase = await createTestDatabase('identity', ['identity_app'], identityMigrations);
  const gatewayDatabase = await createTestDatabase('gateway', ['gateway_app'], gatewayMigrations);
  const receiver = await startReceiver();
  const gatewayPort = await freePort();
  const localUrl = `http://localhost:${gatewayPort}`;
  /** Keys for tokens: made for these tests, or files that the launcher keeps. */
  const keysOf = (name: string) =>
    options.secretsDir === undefined
      ? {
          AN_TAM_SERVICE_KEY: JSON.stringify(tokens.privateKeys[name]),
          AN_TAM_TRUSTED_KEYS: JSON.stringify(tokens.publicKeys),
        }
      : {
          AN_TAM_SERVICE_KEY_FILE: join(options.secretsDir, `token-key-${name}`),
          AN_TAM_TRUSTED_KEYS_FILE: join(options.secretsDir, 'trusted-keys'),
        };
  const environment = (name: string, port: number) => ({
    AN_TAM_PROFILE: 'demo',
    AN_TAM_PORT: String(port),
    AN_TAM_PUBLIC_URL: options.publicUrl ?? localUrl,
    ...keysOf(name),
    AN_TAM_OIDC_CLIENT_SECRET: 'client-secret-of-the-tests-only-000',
    AN_TAM_LOG_LEVEL: 'silent',
  });

  const identitySettings = readIdentitySettings({
    ...environment('identity', 0),
    AN_TAM_DATABASE_URL: identityDatabase.url(),
    AN_TAM_FACTOR_KEY: 'factor-key-of-the-tests-only-00000000',
  });
  const identity = await createService({
    name: 'identity',
    module: await IdentityModule.forRoot(identitySettings),
    host: '127.0.0.1',
    port: 0,
    problemTexts,
    beforeListen: checkIdentity,
  });
  await identity.listen(0, '127.0.0.1');
  const identityUrl = `http://127.0.0.1:${(identity.getHttpServer().address() as AddressInfo).port}`;

  const gateway = await createService({
    name: 'gateway',
    module: await GatewayModule.forRoot(
      readGatewaySettings({
        ...environment('gateway', gatewayPort),
        AN_TAM_DATABASE_URL: gatewayDatabase.url(),
        AN_TAM_IDENTITY_URL: identityUrl,
        AN_TAM_INTAKE_URL: receiver.url,
        AN_TAM_REFERRAL_URL: receiver.url,
        AN_TAM_REPORTING_URL: receiver.url,
        AN_TAM_WEB_DIR: options.webDir ?? '/nonexistent',
        ...(await options.gateway?.(localUrl)),
      }),
    ),
    host: '127.0.0.1',
    port: gatewayPort,
    facesPublic: true,
    beforeListen: prepareGateway,
  });
  await gateway.listen(gatewayPort, '127.0.0.1');

  const authenticator = generateSecret();
  const inIdentity = <T>(work: (tx: Transaction) => Promise<T>) => identity.get(UnitOfWork).run(upkeep, work);
  const ownersQuery = async (ownerUrl: string, settings: QuerySettings, sql: string, parameters: unknown[]) => {
    const owner = new pg.Client({ connectionString: ownerUrl });
    await owner.connect();
    try {
      await owner.query(`SELECT set_config('app.roles', $1, false), set_config('app.organisation_id', $2, false)`, [
        settings.roles,
        settings.organisationId ?? '',
      ]);
      const { rows } = await owner.query<Record<string, unknown>>(sql, parameters);
      return rows;
    } finally {
      await owner.end();
    }
  };

  return {
    /** While identity can write no entry. */
    whileLogRefuses: refusingLog(identityDatabase, 'identity_app'),
    url: localUrl,
    identityUrl,
    identity,
    identitySettings,
    identityDatabase,
    gateway,
    tokens,
    received: receiver.received,
    async addOrganisation(name: string, kind: OrganisationKind): Promise<string> {
      const organisation = { name, kind, provinceCode: '33', communeCode: null };
      return inIdentity(
        async (tx) => (await identity.get(RegisterOrganisationService, { strict: false }).execute(tx, organisation)).id,
      );
    },
    /** With an authenticator app, unless it is to have no second factor. */
    async addAccount(name: string, password: string, { withApp = true } = {}): Promise<string> {
      const passwordHash = await identity.get(PasswordHasher, { strict: false }).hash(password);
      const account = { name, displayName: `Nhân viên ${name}`, passwordHash, isDemo: true };
      return inIdentity(async (tx) => {
        const id = await identity.get(RegisterAccountService, { strict: false }).execute(tx, account);
        const sealedSecret = identity.get(FactorVault, { strict: false }).seal(appUse, id, authenticator);
        const factors = identity.get(FactorRepository, { strict: false });
        if (withApp) await factors.setApp(tx, id, { sealedSecret, lastStep: 0 });
        return id;
      });
    },
    /** Secret of every account's authenticator app. */
    authenticator,
    /** A browser whose owner has the app; each of its codes works, since those used before are forgotten first. */
    browser: (headers: Readonly<Record<string, string>> = {}) =>
      new TestBrowser(localUrl, {
        headers,
        code: async (account) => {
          const forget = `UPDATE authenticator_app SET last_step = 0
            WHERE account_id = (SELECT id FROM account WHERE name = lower($1))`;
          await ownersQuery(identityDatabase.ownerUrl, asUpkeep, forget, [account]);
          return generateSync({ secret: authenticator });
        },
      }),
    addMembership: (accountId: string, organisationId: string, roles: readonly Role[]): Promise<void> =>
      inIdentity((tx) =>
        identity.get(GrantMembershipService, { strict: false }).execute(tx, accountId, organisationId, roles),
      ),
    /** Straight at a service's tables, under row security. */
    identitySql: (settings: QuerySettings, sql: string, parameters: unknown[] = []) =>
      ownersQuery(identityDatabase.ownerUrl, settings, sql, parameters),
    gatewaySql: (sql: string, parameters: unknown[] = []) =>
      ownersQuery(gatewayDatabase.ownerUrl, { roles: 'system:gateway' }, sql, parameters),
    /** The gateway's audit log, which no role of its own may read. */
    async gatewayTrace(sql: string) {
      const url = new URL(process.env['AN_TAM_TEST_ADMIN_URL'] ?? '');
      url.pathname = new URL(gatewayDatabase.ownerUrl).pathname;
      return ownersQuery(url.href, { roles: '' }, sql, []);
    },
    forgetAttempts: () =>
      ownersQuery(identityDatabase.ownerUrl, { roles: 'system:sign-in' }, 'DELETE FROM sign_in_attempt', []),
    async stop(): Promise<void> {
      await gateway.close();
      await identity.close();
      await new Promise((resolve) => receiver.server.close(resolve));
      await identityDatabase.drop();
      await gatewayDatabase.drop();
    },
  };
}
