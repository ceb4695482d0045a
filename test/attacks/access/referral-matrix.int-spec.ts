import type { Actor } from '@an-tam/contracts';
import { generatePartnerKeyPair, sealSecretKey, toBase64Url } from '@an-tam/field-encryption/packet';
import {
  documentedRoutes,
  matrixGaps,
  MatrixTrial,
  routesToTry,
  type Ids,
  type MatrixRoute,
} from '../../support/access-matrix.js';
import {
  healthService,
  makeCentre,
  makePartner,
  setUpPartner,
  startReferral,
  type RunningReferral,
} from '../../support/referral-service.js';

let referral: RunningReferral;
let partner: Awaited<ReturnType<typeof setUpPartner>>;

beforeAll(async () => {
  referral = await startReferral();
  partner = await setUpPartner(referral);
  await requested();
});
afterAll(() => referral.stop());

async function requested(): Promise<Ids> {
  const request = makeCentre().request(partner);
  await referral.deliver(request);
  return { 'path:id': request.payload.referralId };
}

function newKey(): object {
  const keys = generatePartnerKeyPair();
  const cheap = { passes: 1, memoryBytes: 8_388_608 };
  const sealedSecretKey = sealSecretKey(keys.secretKey, keys.publicKey, 'bông sen nở bên hồ sáng sớm', cheap);
  return { keyId: keys.keyId, publicKey: toBase64Url(keys.publicKey), sealedSecretKey };
}

function table(manager: Actor): Record<string, MatrixRoute> {
  const shown = (text: string) => (answer: { body: object }) => JSON.stringify(answer.body).includes(text);
  return {
    'GET /directory/services': {
      owner: manager,
      // Centres look for services of every partner of their province; a partner sees its own.
      shows: shown(partner.serviceId),
    },
    'POST /directory/services': { owner: manager, body: () => healthService },
    'PUT /directory/services/{id}': {
      owner: manager,
      ids: async () => ({ 'path:id': partner.serviceId }),
      body: () => ({ ...healthService, version: 1 }),
    },
    'GET /inbox': { owner: manager, shows: (answer) => (answer.body['referrals'] as unknown[]).length > 0 },
    'GET /inbox/{id}': { owner: manager, ids: requested },
    'POST /inbox/{id}/decisions': { owner: manager, ids: requested, body: () => ({ step: 'accept', version: 2 }) },
    'GET /partner-key': { owner: manager, shows: ({ body }) => body['key'] !== null },
    'POST /partner-key': { owner: makePartner(), body: newKey },
    'GET /audit-seal': { owner: { ...manager, roles: ['dpo'] } },
    'POST /audit-checks': { owner: { ...manager, roles: ['dpo'] } },
    'GET /audit-entries': {
      owner: { ...manager, roles: ['dpo'] },
      open: {
        'query:caseId': 'no entry of this service names a case',
        'query:accountId': 'names a member of staff; outside the organisation the id gives nothing',
      },
      shows: ({ body }, asker) =>
        (body['entries'] as { accountId: string }[]).some((entry) => entry.accountId !== asker.accountId),
    },
  };
}

describe('referral, every route as every role with every id of another', () => {
  it('is in the matrix with every route that its OpenAPI document names', () => {
    expect(matrixGaps('referral', table(partner.manager))).toEqual([]);
  });

  it.each(routesToTry('referral').map((route) => [route.name, route] as const))('%s', async (name, route) => {
    const owned = table(partner.manager)[name];
    if (!owned) throw new Error('The route is not in the matrix.');
    expect(await new MatrixTrial(referral.call, route, owned, referral.whileLogRefuses).faults()).toEqual([]);
  });

  it('keeps routes for services from every person', async () => {
    const routes = documentedRoutes('referral').filter(({ permission }) => permission.kind === 'service');
    expect(routes.map(({ name }) => name)).toContain('POST /internal/messages');
    for (const { method, path } of routes)
      expect((await referral.call(partner.manager, method, path, {})).status).toBe(401);
  });
});
