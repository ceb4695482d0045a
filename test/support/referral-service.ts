import { trustedKeysSchema } from '@an-tam/http/tokens';
import 'reflect-metadata';
import { assertRoutesDeclared } from '@an-tam/access-rules/nest';
import {
  referralRequestedTopic,
  referralWithdrawnTopic,
  type Actor,
  type OutboxMessage,
  type ReferralRequested,
} from '@an-tam/contracts';
import {
  generatePartnerKeyPair,
  generateSigningKeyPair,
  ready,
  sealPacket,
  sealSecretKey,
  toBase64Url,
} from '@an-tam/field-encryption/packet';
import { createService } from '@an-tam/http';
import { OutboxDispatcher } from '@an-tam/outbox';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { migrations } from '../../apps/referral/src/migrations/index.js';
import { problemTexts } from '../../apps/referral/src/problem-texts.js';
import { maximumBodyBytes, ReferralModule } from '../../apps/referral/src/referral.module.js';
import { createTestDatabase, queryRows, refusingLog } from './database.js';
import { startMessageReceiver } from './message-receiver.js';
import { callsTo } from './service-calls.js';
import { makeTokenKeys } from './token-keys.js';

/** The referral service on a database of its own, called as people and as the core call it. */
export async function startReferral() {
  await ready();
  const database = await createTestDatabase('referral', ['referral_app'], migrations);
  const tokens = await makeTokenKeys(['gateway', 'intake', 'reporting', 'referral']);
  const intake = await startMessageReceiver(tokens, 'intake', ['referral']);
  const serviceKey = tokens.privateKeys['referral'];
  if (!serviceKey) throw new Error('The key of the service under test is missing.');
  const app = await createService({
    name: 'referral',
    host: '127.0.0.1',
    port: 0,
    problemTexts,
    bodyLimit: maximumBodyBytes,
    beforeListen: assertRoutesDeclared,
    module: await ReferralModule.forRoot({
      AN_TAM_PROFILE: 'demo',
      AN_TAM_PORT: 0,
      AN_TAM_HOST: '127.0.0.1',
      AN_TAM_TRUSTED_PROXIES: 'loopback',
      AN_TAM_PUBLIC_URL: 'http://localhost',
      AN_TAM_DATABASE_URL: database.url(),
      AN_TAM_SERVICE_KEY: [serviceKey],
      AN_TAM_TRUSTED_KEYS: trustedKeysSchema.parse(tokens.publicKeys),
      AN_TAM_CONFIG_DIR: join(__dirname, '../../config'),
      AN_TAM_LOG_LEVEL: 'silent',
      AN_TAM_INTAKE_URL: intake.url,
      AN_TAM_DEMO_TODAY: '2026-11-20',
    }),
  });
  const { call, deliverFrom } = await callsTo('referral', app, tokens);

  return {
    app,
    database,
    intake,
    call,
    deliver: (message: OutboxMessage, sender = 'intake') => deliverFrom(sender, message),
    get: (actor: Actor, url: string) => call(actor, 'GET', url),
    /** States the core was told of one referral, in order, once all are delivered. */
    async told(referralId: string): Promise<Record<string, unknown>[]> {
      if (!(await app.get(OutboxDispatcher).settled('intake', referralId, 10_000)))
        throw new Error('The replies were not delivered in time.');
      return intake.taken
        .filter((message) => message.sequenceKey === referralId)
        .map((message) => message.payload as Record<string, unknown>);
    },
    /** Past row security. */
    rows: (sql: string, parameters: unknown[] = []) => queryRows(database.superuserUrl, sql, { parameters }),
    /** With only row security between the service's own role and the table. */
    rowsAsApp: (sql: string, settings: Readonly<Record<string, string>> = {}) =>
      queryRows(database.url('referral_app'), sql, { settings }),
    whileLogRefuses: refusingLog(database, 'referral_app'),
    async stop(): Promise<void> {
      await app.close();
      await intake.stop();
      await database.drop();
    },
  };
}

export type RunningReferral = Awaited<ReturnType<typeof startReferral>>;

/** A signed-in person; the manager of a clinic of her own unless told otherwise. */
export function makePartner(changes: Partial<Actor> = {}): Actor {
  return {
    accountId: randomUUID(),
    organisationId: randomUUID(),
    organisationName: 'Phòng khám Hoa Sen',
    organisationKind: 'clinic',
    provinceCode: '33',
    roles: ['partner_manager', 'partner_worker'],
    displayName: 'Quản lý Huệ',
    grantsVersion: 1,
    provedAt: Math.floor(Date.now() / 1000),
    ...changes,
  };
}

export const healthService = {
  name: 'Khám sức khỏe',
  needCode: 'health',
  schedule: 'Thứ hai đến thứ sáu, 07:30-16:30',
  eligibility: 'Mọi người',
  requiresIdDocument: false,
  capacityAvailable: 5,
};

/** A partner with a service and a key, registered through the routes. */
export async function setUpPartner(referral: RunningReferral, changes: Partial<Actor> = {}) {
  const manager = makePartner(changes);
  const keys = generatePartnerKeyPair();
  const sealedSecretKey = sealSecretKey(keys.secretKey, keys.publicKey, 'bông sen nở bên hồ sáng sớm', {
    passes: 1,
    memoryBytes: 8_388_608,
  });
  const created = await referral.call(manager, 'POST', '/partner-key', {
    keyId: keys.keyId,
    publicKey: toBase64Url(keys.publicKey),
    sealedSecretKey,
  });
  if (created.status !== 201) throw new Error(`The key was not registered: ${JSON.stringify(created.body)}`);
  const recorded = await referral.call(manager, 'POST', '/directory/services', healthService);
  if (recorded.status !== 201) throw new Error(`The service was not recorded: ${JSON.stringify(recorded.body)}`);
  return { manager, keys, serviceId: String(recorded.body['id']) };
}

type Partner = Awaited<ReturnType<typeof setUpPartner>>;

/** The sending centre: seals real packets and numbers its messages. */
export function makeCentre() {
  const signing = generateSigningKeyPair();
  const centreId = randomUUID();
  const next = new Map<string, number>();
  const number = (referralId: string, topic: string, payload: unknown): OutboxMessage => {
    const sequence = (next.get(referralId) ?? 0) + 1;
    next.set(referralId, sequence);
    return { id: randomUUID(), topic, sequenceKey: referralId, sequence, payload };
  };
  return {
    centreId,
    signing,
    request(
      partner: Partner,
      changes: Partial<ReferralRequested> = {},
    ): OutboxMessage & { payload: ReferralRequested } {
      const referralId = changes.referralId ?? randomUUID();
      const expiresAt = changes.expiresAt ?? new Date(Date.now() + 86_400_000).toISOString();
      const packet = sealPacket({
        packetId: randomUUID(),
        senderId: centreId,
        signingKey: signing.secretKey,
        recipients: [
          {
            recipientId: partner.manager.organisationId,
            keyId: partner.keys.keyId,
            publicKey: partner.keys.publicKey,
          },
        ],
        expiresAt,
        dataCategories: ['alias'],
        payload: { alias: 'Sen' },
      });
      const payload: ReferralRequested = {
        referralId,
        centreId,
        organisationId: partner.manager.organisationId,
        serviceId: partner.serviceId,
        urgency: 'routine',
        expiresAt,
        packet,
        senderVerifyKey: toBase64Url(signing.publicKey),
        ...changes,
      };
      return { ...number(referralId, referralRequestedTopic, payload), payload };
    },
    withdraw(referralId: string): OutboxMessage {
      return number(referralId, referralWithdrawnTopic, { referralId, statusReason: 'consent-withdrawn' });
    },
  };
}
