import { trustedKeysSchema } from '@an-tam/http/tokens';
import 'reflect-metadata';
import { assertRoutesDeclared } from '@an-tam/access-rules/nest';
import type { Actor, CaseListItem, OutboxMessage } from '@an-tam/contracts';
import { fingerprint, generatePartnerKeyPair, ready, toBase64Url } from '@an-tam/field-encryption';
import { createService } from '@an-tam/http';
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { IntakeModule } from '../../apps/intake/src/intake.module.js';
import { keysMigrations, migrations } from '../../apps/intake/src/migrations/index.js';
import { problemTexts } from '../../apps/intake/src/problem-texts.js';
import type { IntakeSettings } from '../../apps/intake/src/settings.js';
import { createTestDatabase, queryRows, refusingLog } from './database.js';
import { startMessageReceiver } from './message-receiver.js';
import { callsTo } from './service-calls.js';
import { employ, startStaffDirectory } from './staff-directory.js';
import { makeTokenKeys } from './token-keys.js';

/** The business day of the service under test. */
export const today = '2026-11-20';

/** The intake service on databases of its own, called as people and as the courier call it. */
export async function startIntake(changes: { today?: string; settings?: Partial<IntakeSettings> } = {}) {
  await ready();
  const folder = await mkdtemp(join(tmpdir(), 'an-tam-keys-'));
  const database = await createTestDatabase('intake', ['intake_app', 'intake_statistics'], migrations);
  const keysDatabase = await createTestDatabase('intake_keys', ['intake_keys_app'], keysMigrations);
  const tokens = await makeTokenKeys(['gateway', 'identity', 'intake', 'referral', 'reporting', 'operator']);
  const courier = await startMessageReceiver(tokens, 'referral', ['intake']);
  const directory = await startStaffDirectory(tokens);
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
      AN_TAM_KEY_STORE: 'keyring',
      AN_TAM_KEYRING_PATH: join(folder, 'keyring.json'),
      AN_TAM_KEY_BACKUP_DAYS: 30,
      AN_TAM_KEYRING_PASSPHRASE: 'một cụm từ dài chỉ dùng để thử',
      AN_TAM_SERVICE_KEY: [serviceKey],
      AN_TAM_TRUSTED_KEYS: trustedKeysSchema.parse(tokens.publicKeys),
      AN_TAM_CONFIG_DIR: join(__dirname, '../../config'),
      AN_TAM_LOG_LEVEL: 'silent',
      AN_TAM_IDENTITY_URL: directory.url,
      AN_TAM_REFERRAL_URL: courier.url,
      AN_TAM_REPORTING_URL: province.url,
      AN_TAM_PROVINCE: '33',
      AN_TAM_DEMO_TODAY: changes.today ?? today,
      ...changes.settings,
    }),
  });
  const { call: callUnknown, callAs, deliverFrom } = await callsTo('intake', app, tokens);
  const call: typeof callUnknown = (actor, ...request) => callUnknown(actor && employ(actor), ...request);

  return {
    app,
    database,
    keysDatabase,
    courier,
    province,
    call,
    get: (actor: Actor, url: string) => call(actor, 'GET', url),
    post: (actor: Actor, url: string, body: object) => call(actor, 'POST', url, body),
    callAs,
    tokens,
    /** As the operator at the machine. */
    operate: (method: 'GET' | 'POST', path: string, body?: object) => callAs('operator', method, path, body),
    deliver: (message: OutboxMessage, sender = 'referral') => deliverFrom(sender, message),
    superuserUrl: database.superuserUrl,
    /** Past row security. */
    rows: (sql: string) => queryRows(database.superuserUrl, sql),
    keyRows: (sql: string) => queryRows(keysDatabase.superuserUrl, sql),
    /** With only row security between the service's own role and the table. */
    rowsAsApp: (sql: string, settings: Readonly<Record<string, string>> = {}) =>
      queryRows(database.url('intake_app'), sql, { settings }),
    whileLogRefuses: refusingLog(database, 'intake_app'),
    async stop(): Promise<void> {
      await app.close();
      await courier.stop();
      await province.stop();
      await directory.stop();
      await database.drop();
      await keysDatabase.drop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

export type RunningIntake = Awaited<ReturnType<typeof startIntake>>;

/** A signed-in person; a case manager of a centre of her own unless told otherwise. */
export function makeStaff(changes: Partial<Actor> = {}): Actor {
  return employ({
    accountId: randomUUID(),
    organisationId: randomUUID(),
    organisationName: 'Trung tâm Công tác xã hội số 1',
    organisationKind: 'social_work_centre',
    provinceCode: '33',
    roles: ['case_manager'],
    displayName: 'Điều phối viên Cúc',
    grantsVersion: 1,
    provedAt: Math.floor(Date.now() / 1000),
    ...changes,
  });
}

/** Another member of the same organisation. */
export const colleagueOf = (actor: Actor, roles: Actor['roles']): Actor =>
  employ({ ...actor, accountId: randomUUID(), roles });

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
