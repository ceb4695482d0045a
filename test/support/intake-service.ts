import 'reflect-metadata';
import { assertRoutesDeclared } from '@an-tam/access-rules/nest';
import type { Actor, CaseListItem, OutboxMessage } from '@an-tam/contracts';
import { fingerprint, generatePartnerKeyPair, ready, toBase64Url } from '@an-tam/field-encryption';
import { createService } from '@an-tam/http';
import { mintUserToken, signServiceToken } from '@an-tam/http/tokens';
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { IntakeModule } from '../../apps/intake/src/intake.module.js';
import { keysMigrations, migrations } from '../../apps/intake/src/migrations/index.js';
import { problemTexts } from '../../apps/intake/src/problem-texts.js';
import { createTestDatabase } from './database.js';
import { startMessageReceiver } from './message-receiver.js';
import { makeTokenKeys } from './token-keys.js';

interface Answer {
  readonly status: number;
  // A response of any route; each test reads the members it is about.
  readonly body: Record<string, never> & Record<string, unknown>;
}

/** The business day of the service under test. */
export const today = '2026-11-20';

/** The intake service on databases of its own, called as people and as the courier call it. */
export async function startIntake(changes: { today?: string } = {}) {
  await ready();
  const folder = await mkdtemp(join(tmpdir(), 'an-tam-keys-'));
  const database = await createTestDatabase('intake', ['intake_app', 'intake_statistics'], migrations);
  const keysDatabase = await createTestDatabase('intake_keys', ['intake_keys_app'], keysMigrations);
  const tokens = await makeTokenKeys(['gateway', 'intake', 'referral', 'reporting']);
  const courier = await startMessageReceiver(tokens, 'referral', ['intake']);
  const province = await startMessageReceiver(tokens, 'reporting', ['intake']);
  const serviceKey = tokens.privateKeys['intake'];
  if (!serviceKey) throw new Error('The key of the service under test is missing.');
  const app = await createService({
    name: 'intake',
    host: '127.0.0.1',
    port: 0,
    problemTexts,
    beforeListen: assertRoutesDeclared,
    module: await IntakeModule.forRoot({
      AN_TAM_PROFILE: 'demo',
      AN_TAM_PORT: 0,
      AN_TAM_HOST: '127.0.0.1',
      AN_TAM_TRUSTED_PROXIES: 'loopback',
      AN_TAM_PUBLIC_URL: 'http://localhost',
      AN_TAM_DATABASE_URL: database.url('intake_app'),
      AN_TAM_STATISTICS_DATABASE_URL: database.url('intake_statistics'),
      AN_TAM_KEYS_DATABASE_URL: keysDatabase.url(),
      AN_TAM_KEYRING_PATH: join(folder, 'keyring.json'),
      AN_TAM_KEYRING_PASSPHRASE: 'một cụm từ dài chỉ dùng để thử',
      AN_TAM_SERVICE_KEY: serviceKey,
      AN_TAM_TRUSTED_KEYS: tokens.publicKeys,
      AN_TAM_CONFIG_DIR: join(__dirname, '../../config'),
      AN_TAM_LOG_LEVEL: 'silent',
      AN_TAM_REFERRAL_URL: courier.url,
      AN_TAM_REPORTING_URL: province.url,
      AN_TAM_PROVINCE: '33',
      AN_TAM_DEMO_TODAY: changes.today ?? today,
    }),
  });
  await app.init();
  await app.getHttpAdapter().getInstance().ready();
  const gatewayKey = await tokens.signingKey('gateway');

  const answerOf = (response: { statusCode: number; body: string }): Answer => ({
    status: response.statusCode,
    body: (response.body === '' ? {} : JSON.parse(response.body)) as Answer['body'],
  });

  /** Calls a route as a signed-in person. */
  async function call(actor: Actor, method: 'GET' | 'POST' | 'PATCH', url: string, body?: object): Promise<Answer> {
    const authorization = `Bearer ${await mintUserToken(actor, 'intake', gatewayKey)}`;
    return answerOf(await app.inject({ method, url, headers: { authorization }, payload: body }));
  }

  /** Rows as one role of the database sees them, with the given row-security settings. */
  async function query(url: string, sql: string, settings: Readonly<Record<string, string>> = {}) {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    try {
      await client.query('BEGIN');
      for (const [name, value] of Object.entries(settings)) {
        await client.query('SELECT set_config($1, $2, true)', [name, value]);
      }
      const { rows } = await client.query<Record<string, unknown>>(sql);
      await client.query('COMMIT');
      return rows;
    } finally {
      await client.end();
    }
  }

  const superuser = (ownerUrl: string) => {
    const admin = new URL(process.env['AN_TAM_TEST_ADMIN_URL'] ?? '');
    admin.pathname = new URL(ownerUrl).pathname;
    return admin.toString();
  };

  return {
    app,
    database,
    keysDatabase,
    courier,
    province,
    call,
    get: (actor: Actor, url: string) => call(actor, 'GET', url),
    post: (actor: Actor, url: string, body: object) => call(actor, 'POST', url, body),
    /** Delivers a message as a service does. */
    async deliver(message: OutboxMessage, service = 'referral'): Promise<Answer> {
      const path = '/internal/messages';
      const body = JSON.stringify(message);
      const bound = { method: 'POST', path, body, idempotencyKey: message.id };
      const token = await signServiceToken(service, 'intake', bound, await tokens.signingKey(service));
      const headers = {
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
        'idempotency-key': message.id,
      };
      return answerOf(await app.inject({ method: 'POST', url: path, headers, payload: body }));
    },
    superuserUrl: superuser(database.ownerUrl),
    /** Past row security, as the superuser of the test server. */
    rows: (sql: string) => query(superuser(database.ownerUrl), sql),
    keyRows: (sql: string) => query(superuser(keysDatabase.ownerUrl), sql),
    /** With only row security between the service's own role and the table. */
    rowsAsApp: (sql: string, settings: Readonly<Record<string, string>> = {}) =>
      query(database.url('intake_app'), sql, settings),
    async stop(): Promise<void> {
      await app.close();
      await courier.stop();
      await province.stop();
      await database.drop();
      await keysDatabase.drop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

export type RunningIntake = Awaited<ReturnType<typeof startIntake>>;

/** A signed-in person; a case manager of a centre of her own unless told otherwise. */
export function makeStaff(changes: Partial<Actor> = {}): Actor {
  return {
    accountId: randomUUID(),
    organisationId: randomUUID(),
    organisationName: 'Trung tâm Công tác xã hội số 1',
    organisationKind: 'social_work_centre',
    provinceCode: '33',
    roles: ['case_manager'],
    displayName: 'Điều phối viên Cúc',
    grantsVersion: 1,
    ...changes,
  };
}

/** Another member of the same organisation. */
export const colleagueOf = (actor: Actor, roles: Actor['roles']): Actor => ({
  ...actor,
  accountId: randomUUID(),
  roles,
});

/** The smallest file: alias, commune, channel and a spoken consent. */
export const newCase = (changes: Record<string, unknown> = {}) => ({
  alias: 'Hoa Sữa',
  communeCode: communeCode,
  channel: 'HOTLINE',
  openedOn: today,
  consent: { form: 'spoken', wordingVersion: 'case_management/1' },
  ...changes,
});

/** A commune of the test province. */
export const communeCode = '11980';

/** Opens a file through the route. */
export async function openCase(intake: RunningIntake, actor: Actor, changes: Record<string, unknown> = {}) {
  const { status, body } = await intake.post(actor, '/cases', newCase(changes));
  if (status !== 201) throw new Error(`The file was not opened: ${JSON.stringify(body)}`);
  return body as unknown as CaseListItem;
}

/** A partner organisation with a key that a supervisor of the actor's centre has confirmed. */
export async function pinPartner(intake: RunningIntake, actor: Actor) {
  const keys = generatePartnerKeyPair();
  const partner = { organisationId: randomUUID(), serviceId: randomUUID(), keys };
  const { status, body } = await intake.post(colleagueOf(actor, ['supervisor']), '/partner-key-pins', {
    organisationId: partner.organisationId,
    keyId: keys.keyId,
    publicKey: toBase64Url(keys.publicKey),
    fingerprint: fingerprint(keys.publicKey),
  });
  if (status !== 201) throw new Error(`The key was not pinned: ${JSON.stringify(body)}`);
  return partner;
}

/** Records a consent to a referral and returns its id. */
export async function consentToReferral(
  intake: RunningIntake,
  actor: Actor,
  caseId: string,
  organisationId: string,
  dataCategories: readonly string[] = ['alias', 'need'],
): Promise<string> {
  const { status, body } = await intake.post(actor, `/cases/${caseId}/consents`, {
    purpose: 'referral',
    recipientOrganisationId: organisationId,
    dataCategories,
    form: 'electronic_tap',
    wordingVersion: 'referral/1',
  });
  if (status !== 201) throw new Error(`The consent was not recorded: ${JSON.stringify(body)}`);
  return String(body['id']);
}
