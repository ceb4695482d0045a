import 'reflect-metadata';
import { routesOf } from '@an-tam/access-rules/nest';
import { grantsSchema, type Actor } from '@an-tam/contracts';
import { createService } from '@an-tam/http';
import { mintUserToken, signServiceToken } from '@an-tam/http/tokens';
import { UnitOfWork } from '@an-tam/persistence';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.js';
import { makeTokenKeys } from '../../../test/support/token-keys.js';
import { AccountRepository, GrantMembershipService, RoleSeparationError } from './accounts/index.js';
import { DemoModule, readDemoOrganisations, SeedDemoService } from './demo/index.js';
import { checkIdentity, IdentityModule } from './identity.module.js';
import { migrations } from './migrations/index.js';
import { readIdentitySettings } from './settings.js';

const configDir = join(__dirname, '../../../config');
const factorKey = 'factor-key-of-the-tests-only-00000000';
const demoPassword = 'mat-khau-dung-thu';
const upkeep = { actor: { system: 'accounts' }, requestId: 'test-upkeep' };

let database: TestDatabase;
let keys: Awaited<ReturnType<typeof makeTokenKeys>>;
let app: NestFastifyApplication;

const environment = (changes: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv => ({
  AN_TAM_PROFILE: 'demo',
  AN_TAM_PORT: '0',
  AN_TAM_PUBLIC_URL: 'http://localhost:8080',
  AN_TAM_DATABASE_URL: database.url(),
  AN_TAM_SERVICE_KEY: JSON.stringify(keys.privateKeys['identity']),
  AN_TAM_TRUSTED_KEYS: JSON.stringify(keys.publicKeys),
  AN_TAM_OIDC_CLIENT_SECRET: 'client-secret-of-the-tests-only-000',
  AN_TAM_FACTOR_KEY: factorKey,
  AN_TAM_LOG_LEVEL: 'silent',
  ...changes,
});

async function start(changes?: NodeJS.ProcessEnv): Promise<NestFastifyApplication> {
  const module = await IdentityModule.forRoot(readIdentitySettings(environment(changes)));
  const started = await createService({
    name: 'identity',
    module,
    host: '127.0.0.1',
    port: 0,
    beforeListen: checkIdentity,
  });
  await started.init();
  await started.getHttpAdapter().getInstance().ready();
  return started;
}

async function seed(password: string): Promise<number> {
  const context = await NestFactory.createApplicationContext(DemoModule.forRoot(database.url(), factorKey), {
    logger: false,
  });
  const added = await context.get(SeedDemoService).execute(await readDemoOrganisations(configDir), password);
  await context.close();
  return added;
}

const accountNamed = (name: string) =>
  app.get(UnitOfWork).run(upkeep, async (tx) => {
    const accounts = app.get(AccountRepository, { strict: false });
    const account = await accounts.findByName(tx, name);
    if (!account) throw new Error(`no account ${name}`);
    return { account, memberships: await accounts.listMemberships(tx, account.id) };
  });

async function actorNamed(name: string): Promise<Actor> {
  const { account, memberships } = await accountNamed(name);
  const { organisation, roles } = memberships[0] ?? {};
  if (!organisation || !roles) throw new Error(`${name} has no membership`);
  return {
    accountId: account.id,
    displayName: account.displayName,
    grantsVersion: account.grantsVersion,
    organisationId: organisation.id,
    organisationName: organisation.name,
    organisationKind: organisation.kind,
    provinceCode: organisation.provinceCode,
    roles,
  };
}

beforeAll(async () => {
  keys = await makeTokenKeys(['gateway', 'identity', 'intake']);
  database = await createTestDatabase('identity', ['identity_app'], migrations);
  await seed(demoPassword);
  app = await start();
});

afterAll(async () => {
  await app.close();
  await database.drop();
});

describe('the demo', () => {
  it('has every role, a commune where the file says so, and stays as it is when seeded again', async () => {
    const { accounts } = await readDemoOrganisations(configDir);
    expect(await seed(demoPassword)).toBe(0);
    const held = new Set<string>();
    for (const { account: name, roles } of accounts) {
      const { account, memberships } = await accountNamed(name);
      expect(account).toMatchObject({ isDemo: true, disabled: false });
      expect(account.hash).toMatch(/^\$argon2id\$v=19\$m=65536,t=2,p=1\$/);
      expect(memberships.map((m) => m.roles)).toEqual([roles]);
      for (const role of roles) held.add(role);
    }
    expect(held.size).toBe(11);
    expect((await accountNamed('bao-cao-1')).memberships[0]?.organisation.communeCode).toBe('12619');
    expect(
      new Set(await Promise.all(accounts.map(async (a) => (await accountNamed(a.account)).account.hash))).size,
    ).toBe(accounts.length);
  });

  it('takes over a changed password', async () => {
    const before = (await accountNamed('quan-tri-1')).account.hash;
    await seed('mat-khau-dung-thu-moi');
    expect((await accountNamed('quan-tri-1')).account.hash).not.toBe(before);
  });

  it('is no place for the production profile', async () => {
    const heads = await mkdtemp(join(tmpdir(), 'an-tam-heads-'));
    const sealed = {
      AN_TAM_PROFILE: 'production',
      AN_TAM_AUDIT_HEADS_DIR: heads,
      AN_TAM_AUDIT_KEY: JSON.stringify(keys.privateKeys['identity']),
    };
    await expect(start(sealed)).rejects.toThrow(/demo accounts/);
    expect(() =>
      readIdentitySettings(
        environment({ AN_TAM_PROFILE: 'production', AN_TAM_OIDC_CLIENT_SECRET: 'short-but-no-default' }),
      ),
    ).toThrow(/at least 32 characters/);
    const empty = await createTestDatabase('identity', ['identity_app'], migrations);
    const production = await start({ ...sealed, AN_TAM_DATABASE_URL: empty.url() });
    expect((await production.inject('/health/ready')).statusCode).toBe(200);
    await production.close();
    await empty.drop();
    await rm(heads, { recursive: true });
  });
});

describe('memberships', () => {
  const grant = async (name: string, organisation: string, roles: Actor['roles']) => {
    const { account } = await accountNamed(name);
    return app.get(UnitOfWork).run(upkeep, async (tx) => {
      const found = await app.get(AccountRepository, { strict: false }).findOrganisationByName(tx, organisation);
      const service = app.get(GrantMembershipService, { strict: false });
      await service.execute(tx, account.id, found?.id ?? '', roles);
    });
  };

  it('raise the grants version with each change, and only then', async () => {
    const version = async () => (await accountNamed('tiep-can-1')).account.grantsVersion;
    const before = await version();
    await grant('tiep-can-1', 'Trung tâm Công tác xã hội số 2', ['outreach_worker']);
    expect(await version()).toBe(before + 1);
    await grant('tiep-can-1', 'Trung tâm Công tác xã hội số 2', ['outreach_worker']);
    expect(await version()).toBe(before + 1);
  });

  it('never join case content with reporting or enforcement, and a refused one leaves nothing', async () => {
    const before = await accountNamed('dieu-phoi-2');
    for (const [name, organisation, roles] of [
      ['dieu-phoi-2', 'Sở Y tế', ['provincial_analyst']],
      ['dieu-phoi-2', 'Ủy ban nhân dân xã', ['reporting_officer']],
      ['bao-cao-1', 'Trung tâm Công tác xã hội số 1', ['supervisor']],
      ['cong-an-1', 'Sở Y tế', ['provincial_analyst']],
      ['cong-an-1', 'Công an tỉnh', ['reporting_officer', 'administrator']],
      ['quan-tri-1', 'Công an tỉnh', ['reporting_officer']],
    ] satisfies [string, string, Actor['roles']][]) {
      await expect(grant(name, organisation, roles)).rejects.toBeInstanceOf(RoleSeparationError);
    }
    expect(await accountNamed('dieu-phoi-2')).toEqual(before);
  });
});

describe('GET /accounts', () => {
  const list = async (actor: Actor) =>
    app.inject({
      url: '/accounts',
      headers: { authorization: `Bearer ${await mintUserToken(actor, 'identity', await keys.signingKey('gateway'))}` },
    });

  it('shows administrators the accounts of their own organisation, and nothing besides', async () => {
    const answer = await list(await actorNamed('quan-tri-1'));
    expect(answer.statusCode).toBe(200);
    const { accounts } = answer.json<{ accounts: { displayName: string; roles: string[] }[] }>();
    expect(accounts.map((a) => a.displayName).sort()).toEqual(
      [
        'Cộng tác viên Nhài',
        'Cộng tác viên Sen',
        'Giám sát viên Mai',
        'Phụ trách bảo vệ dữ liệu 1',
        'Quản trị viên 1',
        'Điều phối viên Cúc',
        'Điều phối viên Ngọc Lan',
      ].sort(),
    );
    for (const account of accounts)
      expect(Object.keys(account).sort()).toEqual(['disabled', 'displayName', 'enrolled', 'id', 'roles', 'teamId']);
    expect(answer.body).not.toContain('argon2');
  });

  it('is not for other roles, which is recorded', async () => {
    const worker = await actorNamed('dieu-phoi-1');
    const answer = await list(worker);
    expect(answer.statusCode).toBe(403);
    const officer = await actorNamed('bao-ve-1');
    const entries = await app
      .get(UnitOfWork)
      .run({ actor: officer, requestId: 'test-trace' }, (tx) =>
        tx.manager.query<unknown[]>(
          `SELECT action, resource, outcome FROM audit_entry WHERE account_id = $1 AND reason = 'forbidden'`,
          [worker.accountId],
        ),
      );
    expect(entries).toEqual([{ action: 'read', resource: 'Account', outcome: 'denied' }]);
  });
});

describe('GET /internal/accounts/:id/grants', () => {
  const ask = async (id: string, caller = 'gateway', changes: { path?: string; key?: string } = {}) => {
    const path = `/internal/accounts/${id}/grants`;
    const idempotencyKey = randomUUID();
    const bound = { method: 'GET', path: changes.path ?? path, body: '', idempotencyKey };
    const token = await signServiceToken(caller, 'identity', bound, await keys.signingKey(changes.key ?? caller));
    const headers = { authorization: `Bearer ${token}`, 'idempotency-key': idempotencyKey };
    return { send: () => app.inject({ url: path, headers }), headers, path };
  };

  it('tells the gateway what an account may do now', async () => {
    const { account } = await accountNamed('dieu-phoi-1');
    const answer = await (await ask(account.id)).send();
    expect(answer.statusCode).toBe(200);
    expect(grantsSchema.parse(answer.json())).toMatchObject({
      accountId: account.id,
      displayName: 'Điều phối viên Cúc',
      memberships: [{ organisation: { name: 'Trung tâm Công tác xã hội số 1' }, roles: ['case_manager'] }],
    });
  });

  it('answers 401 to everybody else and to a token used twice or elsewhere', async () => {
    const { account } = await accountNamed('dieu-phoi-1');
    const other = await accountNamed('dieu-phoi-2');
    const good = await ask(account.id);
    expect((await good.send()).statusCode).toBe(200);
    expect((await good.send()).statusCode).toBe(401);
    const elsewhere = `/internal/accounts/${other.account.id}/grants`;
    const statuses = [
      (await (await ask(account.id, 'intake')).send()).statusCode,
      (await (await ask(account.id, 'gateway', { key: 'intake' })).send()).statusCode,
      (await (await ask(account.id, 'gateway', { path: elsewhere })).send()).statusCode,
      (await app.inject({ url: good.path })).statusCode,
    ];
    const userToken = await mintUserToken(await actorNamed('quan-tri-1'), 'identity', await keys.signingKey('gateway'));
    const asUser = await app.inject({ url: good.path, headers: { authorization: `Bearer ${userToken}` } });
    expect([...statuses, asUser.statusCode]).toEqual([401, 401, 401, 401, 401]);
  });

  it('answers 404 alike for an unknown and a disabled account', async () => {
    const { account } = await accountNamed('viec-lam-1');
    expect((await (await ask(account.id)).send()).statusCode).toBe(200);
    const unknown = await (await ask(randomUUID())).send();
    await app
      .get(UnitOfWork)
      .run(upkeep, (tx) => tx.manager.query('UPDATE account SET disabled = true WHERE id = $1', [account.id]));
    const disabled = await (await ask(account.id)).send();
    expect([unknown.statusCode, disabled.statusCode]).toEqual([404, 404]);
    expect({ ...disabled.json(), requestId: '' }).toEqual({ ...unknown.json(), requestId: '' });
  });
});

describe('every route', () => {
  it('declares who may call it', () => {
    const routes = routesOf(app);
    expect(routes.length).toBeGreaterThanOrEqual(8);
    expect(routes.filter((route) => !route.permission)).toEqual([]);
  });

  it('finds no row without row-security settings', async () => {
    const kept = ['organisation', 'account', 'account_password', 'membership', 'oidc_payload', 'audit_entry'];
    const tables = [...kept, 'authenticator_app', 'recovery_code', 'passkey', 'passkey_challenge', 'sign_in_step'];
    await app.get(UnitOfWork).run({ actor: { system: 'nobody' }, requestId: 'test-rls' }, async (tx) => {
      for (const table of tables) expect(await tx.manager.query(`SELECT 1 FROM ${table}`)).toEqual([]);
    });
    expect((await accountNamed('dieu-phoi-1')).account.id).toEqual(expect.any(String));
  });
});
