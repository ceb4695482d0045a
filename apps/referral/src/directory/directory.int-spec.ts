import type { Actor } from '@an-tam/contracts';
import { fingerprint, generatePartnerKeyPair, sealSecretKey, toBase64Url } from '@an-tam/field-encryption/packet';
import { randomUUID } from 'node:crypto';
import {
  healthService,
  makePartner,
  setUpPartner,
  startReferral,
  type RunningReferral,
} from '../../../../test/support/referral-service.js';

let referral: RunningReferral;
beforeAll(async () => {
  referral = await startReferral();
});
afterAll(() => referral.stop());

const centreWorker = (changes: Partial<Actor> = {}) =>
  makePartner({ organisationKind: 'social_work_centre', roles: ['case_manager'], ...changes });

const servicesFor = async (actor: Actor, query = '') => {
  const { status, body } = await referral.get(actor, `/directory/services${query}`);
  expect(status).toBe(200);
  return body['services'] as Record<string, unknown>[];
};
const idsFor = async (actor: Actor, query = '') => (await servicesFor(actor, query)).map(({ id }) => id);

const newKey = () => {
  const keys = generatePartnerKeyPair();
  const cost = { passes: 1, memoryBytes: 8_388_608 };
  const sealedSecretKey = sealSecretKey(keys.secretKey, keys.publicKey, 'bông sen nở bên hồ sáng sớm', cost);
  return { keys, body: { keyId: keys.keyId, publicKey: toBase64Url(keys.publicKey), sealedSecretKey } };
};

describe('the directory', () => {
  it('shows a service with its organisation and its key to the centres of the province, by need', async () => {
    const { manager, keys, serviceId } = await setUpPartner(referral);
    const found = (await servicesFor(centreWorker(), '?needCode=health')).find(({ id }) => id === serviceId);
    expect(found).toEqual({
      ...healthService,
      id: serviceId,
      organisation: { id: manager.organisationId, name: 'Phòng khám Hoa Sen', kind: 'clinic' },
      partnerKey: {
        keyId: keys.keyId,
        publicKey: toBase64Url(keys.publicKey),
        fingerprint: fingerprint(keys.publicKey),
      },
      updatedOn: expect.stringMatching(/^\d{4}-\d{2}-\d{2}$/),
      version: 1,
    });
    expect(await idsFor(centreWorker(), '?needCode=legal')).not.toContain(serviceId);
    expect(await idsFor(centreWorker({ provinceCode: '01' }))).not.toContain(serviceId);
  });

  it('shows a partner the services of the own organisation alone', async () => {
    const mine = await setUpPartner(referral);
    const theirs = await setUpPartner(referral);
    expect(await idsFor(mine.manager)).toEqual([mine.serviceId]);
    expect(await idsFor(theirs.manager)).toEqual([theirs.serviceId]);
    expect(await idsFor(centreWorker())).toEqual(expect.arrayContaining([mine.serviceId, theirs.serviceId]));
  });

  it('is changed by the own manager, one version after the other', async () => {
    const { manager, serviceId } = await setUpPartner(referral);
    const url = `/directory/services/${serviceId}`;
    const changed = { ...healthService, requiresIdDocument: true, capacityAvailable: null, schedule: 'Sáng thứ bảy' };
    expect(await referral.call(manager, 'PUT', url, { ...changed, version: 1 })).toMatchObject({
      status: 200,
      body: { ...changed, id: serviceId, version: 2 },
    });
    expect(await referral.call(manager, 'PUT', url, { ...healthService, version: 1 })).toMatchObject({
      status: 409,
      body: { code: 'STALE_VERSION', details: { currentVersion: 2 } },
    });
    expect(await servicesFor(manager)).toMatchObject([changed]);
    expect(await referral.call(manager, 'PUT', url, { ...healthService, version: 2 })).toMatchObject({
      status: 200,
      body: { ...healthService, version: 3 },
    });
  });

  it('answers a manager of another organisation like a service that does not exist', async () => {
    const { manager, serviceId } = await setUpPartner(referral);
    const other = await setUpPartner(referral);
    const body = { ...healthService, version: 1 };
    const put = (actor: Actor, id: string) => referral.call(actor, 'PUT', `/directory/services/${id}`, body);
    const foreign = await put(other.manager, serviceId);
    const missing = await put(other.manager, randomUUID());
    expect(foreign.status).toBe(404);
    expect({ ...foreign.body, requestId: '' }).toEqual({ ...missing.body, requestId: '' });
    expect((await put(manager, serviceId)).status).toBe(200);
  });

  it('is changed by managers only', async () => {
    const { manager, serviceId } = await setUpPartner(referral);
    const worker = { ...manager, accountId: randomUUID(), roles: ['partner_worker' as const] };
    expect(await idsFor(worker)).toEqual([serviceId]);
    expect((await referral.call(worker, 'POST', '/directory/services', healthService)).status).toBe(403);
    expect((await referral.call(centreWorker(), 'POST', '/directory/services', healthService)).status).toBe(403);
  });

  it.each([
    ['a need that is not in the list', { needCode: 'gardening' }, 'needCode'],
    ['a need that nobody can be referred for', { needCode: 'support' }, 'needCode'],
    ['no name', { name: '  ' }, 'name'],
    ['fewer places than none', { capacityAvailable: -1 }, 'capacityAvailable'],
    ['an unknown member', { phone: '0' }, 'phone'],
  ])('refuses %s, naming the field in both languages', async (_name, changes, field) => {
    const manager = makePartner();
    const refused = await referral.call(manager, 'POST', '/directory/services', { ...healthService, ...changes });
    expect(refused).toMatchObject({
      status: 400,
      body: { errors: [{ field, message: { vi: expect.any(String), en: expect.any(String) } }] },
    });
    expect(await idsFor(manager)).toEqual([]);
  });
});

describe('the key of an organisation', () => {
  it('is registered once, with its own fingerprint, and handed to its members sealed', async () => {
    const manager = makePartner();
    const worker = { ...manager, accountId: randomUUID(), roles: ['partner_worker' as const] };
    expect(await referral.get(worker, '/partner-key')).toEqual({ status: 200, body: { key: null } });
    const { keys, body } = newKey();
    const key = { ...body, fingerprint: fingerprint(keys.publicKey) };
    expect(await referral.call(manager, 'POST', '/partner-key', body)).toEqual({ status: 201, body: { key } });
    expect(await referral.get(worker, '/partner-key')).toEqual({ status: 200, body: { key } });
    expect(await referral.call(manager, 'POST', '/partner-key', newKey().body)).toMatchObject({
      status: 409,
      body: { code: 'PARTNER_KEY_EXISTS' },
    });
    expect(await referral.get(makePartner(), '/partner-key')).toEqual({ status: 200, body: { key: null } });
  });

  it('is made by a manager only', async () => {
    const manager = makePartner();
    const { body } = newKey();
    const worker = { ...manager, roles: ['partner_worker' as const] };
    expect((await referral.call(worker, 'POST', '/partner-key', body)).status).toBe(403);
    const late = { ...manager, provedAt: (manager.provedAt ?? 0) - 11 * 60 };
    expect((await referral.call(late, 'POST', '/partner-key', body)).body['code']).toBe('STEP_UP_REQUIRED');
    expect((await referral.call(manager, 'POST', '/partner-key', body)).status).toBe(201);
  });

  it('is one of two made at once', async () => {
    const manager = makePartner();
    const answers = await Promise.all(
      [newKey(), newKey()].map(({ body }) => referral.call(manager, 'POST', '/partner-key', body)),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
  });

  it('is refused when its parts do not belong together', async () => {
    const manager = makePartner();
    const { body } = newKey();
    const other = newKey().body;
    const refusedFor = async (changes: object) => {
      const answer = await referral.call(manager, 'POST', '/partner-key', { ...body, ...changes });
      expect(answer.status).toBe(400);
      return (answer.body['errors'] as { field: string }[]).map(({ field }) => field);
    };
    expect(await refusedFor({ sealedSecretKey: other.sealedSecretKey })).toEqual(['sealedSecretKey']);
    expect(
      await refusedFor({ keyId: other.keyId, sealedSecretKey: { ...body.sealedSecretKey, keyId: other.keyId } }),
    ).toEqual(['keyId']);
    const publicKey = body.publicKey.slice(4);
    expect(await refusedFor({ publicKey, sealedSecretKey: { ...body.sealedSecretKey, publicKey } })).toEqual([
      'publicKey',
    ]);
    expect((await referral.call(manager, 'POST', '/partner-key', body)).status).toBe(201);
  });
});
