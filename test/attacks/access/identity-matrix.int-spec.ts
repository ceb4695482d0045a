import type { Actor, Role } from '@an-tam/contracts';
import { randomUUID } from 'node:crypto';
import { generateSync } from 'otplib';
import {
  documentedRoutes,
  matrixGaps,
  MatrixTrial,
  routesToTry,
  type MatrixRoute,
} from '../../support/access-matrix.js';
import { callsTo } from '../../support/service-calls.js';
import { asUpkeep, startSignInStack } from '../../support/sign-in-stack.js';

const password = 'mat-khau-thu-nghiem';
let stack: Awaited<ReturnType<typeof startSignInStack>>;
let calls: Awaited<ReturnType<typeof callsTo>>;
let centreId: string;
let hostId: string;

const actorOf = (accountId: string, organisationId: string, roles: Role[], changes: Partial<Actor> = {}): Actor => ({
  accountId,
  organisationId,
  organisationName: 'Trung tâm A',
  organisationKind: 'social_work_centre',
  provinceCode: '33',
  roles,
  displayName: 'Quản trị viên',
  grantsVersion: 1,
  provedAt: Math.floor(Date.now() / 1000),
  ...changes,
});

async function addMember(roles: Role[], organisationId = centreId): Promise<string> {
  const id = await stack.addAccount(`thanh-vien-${randomUUID().slice(0, 8)}`, password);
  await stack.addMembership(id, organisationId, roles);
  return id;
}

let administrator: Actor;
let second: Actor;
let host: Actor;
let dpo: Actor;
let member: string;
let team: string;
let draft: { readonly draft: string; readonly secret: string };
const table: Record<string, MatrixRoute> = {};

/** A request for a new member's second factor, of which nobody among those who act is the owner. */
async function askedReset(): Promise<string> {
  const accountId = await addMember(['case_manager']);
  const path = `/accounts/${accountId}/factor-resets`;
  const asked = await calls.call(administrator, 'POST', path, { reason: 'device_lost' });
  if (asked.status !== 204) throw new Error(`asking answered ${asked.status}`);
  const rows = await stack.identitySql(asUpkeep, 'SELECT id FROM factor_reset WHERE account_id = $1', [accountId]);
  return String(rows[0]?.['id']);
}

async function unstaffedOrganisation(): Promise<string> {
  return stack.addOrganisation(`Đơn vị ${randomUUID().slice(0, 8)}`, 'clinic');
}

beforeAll(async () => {
  stack = await startSignInStack();
  calls = await callsTo('identity', stack.identity, stack.tokens);
  centreId = await stack.addOrganisation('Trung tâm A', 'social_work_centre');
  hostId = await stack.addOrganisation('Bộ phận số liệu', 'core_host');
  administrator = actorOf(await addMember(['administrator']), centreId, ['administrator']);
  second = actorOf(await addMember(['supervisor']), centreId, ['supervisor']);
  dpo = actorOf(await addMember(['dpo']), centreId, ['dpo']);
  host = actorOf(await addMember(['administrator'], hostId), hostId, ['administrator'], {
    organisationKind: 'core_host',
  });
  member = await addMember(['case_manager']);
  await askedReset();
  const { body } = await calls.call(second, 'POST', '/own-account/factors/authenticator-drafts', {});
  draft = body as typeof draft;
  team = String((await calls.call(administrator, 'POST', '/teams', { name: 'Nhóm đường phố' })).body['id']);

  const memberOf = async () => ({ 'path:id': await addMember(['case_manager']) });
  const ofReset = { organisationId: centreId, provinceCode: '33', accountId: member, askedById: member };
  Object.assign(table, {
    'GET /accounts': { owner: administrator, shows: ({ body: shown }) => JSON.stringify(shown).includes(member) },
    'POST /accounts': { owner: administrator, body: () => ({ displayName: 'Người Mới', roles: ['case_manager'] }) },
    'POST /accounts/{id}/roles': { owner: administrator, ids: memberOf, body: () => ({ roles: ['supervisor'] }) },
    'POST /accounts/{id}/membership-end': { owner: administrator, ids: memberOf },
    'POST /accounts/{id}/invitations': {
      owner: administrator,
      ids: async () => {
        const invited = await calls.call(administrator, 'POST', '/accounts', { displayName: 'Mới', roles: ['dpo'] });
        return { 'path:id': String(invited.body['id']) };
      },
    },
    'POST /accounts/{id}/factor-resets': {
      owner: administrator,
      ids: memberOf,
      body: () => ({ reason: 'device_broken' }),
    },
    'GET /audit-entries': {
      owner: dpo,
      open: {
        'query:caseId': 'no entry of this service names a case',
        'query:accountId': 'names a member; outside the organisation the id gives nothing',
      },
      shows: ({ body: shown }, asker) =>
        (shown['entries'] as { accountId: string }[]).some((entry) => entry.accountId !== asker.accountId),
    },
    'GET /audit-seal': { owner: dpo },
    'POST /audit-checks': { owner: dpo },
    'GET /teams': { owner: administrator, shows: ({ body: shown }) => JSON.stringify(shown).includes(team) },
    'POST /teams': { owner: administrator, body: () => ({ name: `Nhóm ${randomUUID().slice(0, 8)}` }) },
    'POST /accounts/{id}/team': {
      owner: administrator,
      ids: async () => ({ ...(await memberOf()), 'body:teamId': team }),
      body: (ids) => ({ teamId: ids['body:teamId'] }),
    },
    'GET /colleagues': { owner: second, shows: ({ body: shown }) => JSON.stringify(shown).includes(member) },
    'GET /centres': { owner: second, shows: ({ body: shown }) => JSON.stringify(shown).includes(centreId) },
    'GET /factor-resets': { owner: second, shows: ({ body: shown }) => JSON.stringify(shown).includes('device_lost') },
    'POST /factor-resets/{id}/approval': {
      owner: second,
      row: ofReset,
      ids: async () => ({ 'path:id': await askedReset() }),
    },
    'POST /factor-resets/{id}/cancellation': {
      owner: second,
      row: ofReset,
      ids: async () => ({ 'path:id': await askedReset() }),
    },
    'GET /organisations': { owner: host, shows: ({ body: shown }) => JSON.stringify(shown).includes(centreId) },
    'POST /organisations': {
      owner: host,
      body: () => ({ name: `Trạm ${randomUUID()}`, kind: 'clinic', communeCode: null, firstMember: 'Quản trị viên' }),
    },
    'POST /organisations/{id}/invitations': {
      owner: host,
      ids: async () => ({ 'path:id': await unstaffedOrganisation() }),
      body: () => ({ displayName: 'Quản trị viên' }),
    },
    'GET /own-account/factors': {
      owner: second,
      shows: ({ body: shown }) => shown['authenticatorAddedAt'] !== null,
    },
    'POST /own-account/factors/authenticator-drafts': { owner: second, untraced: 'nothing of a draft is kept' },
    'POST /own-account/factors/authenticator': {
      owner: second,
      body: () => ({ draft: draft.draft, code: generateSync({ secret: draft.secret }) }),
    },
    'POST /own-account/factors/authenticator/removal': {
      owner: second,
      untraced: 'is refused by the state of the account, and nothing is shown',
      refuses: { status: 409, why: 'the last factor of a role that needs one stays' },
    },
    'POST /own-account/factors/recovery-codes': { owner: second },
    'POST /own-account/factors/passkey-options': { owner: second, untraced: 'gives a challenge, nothing of anybody' },
    'POST /own-account/factors/passkeys': {
      owner: second,
      untraced: 'is refused before anything is kept or taken away',
      body: () => ({ name: 'x', response: noPasskey }),
      refuses: { status: 400, why: 'a passkey needs a device, which the browser tests have' },
    },
    'POST /own-account/factors/passkeys/removal': {
      owner: second,
      untraced: 'is refused before anything is kept or taken away',
      body: () => ({ id: 'AAAAAAAAAAAAAAAAAAAAAA' }),
      refuses: { status: 404, why: 'a passkey needs a device, which the browser tests have' },
    },
    'POST /own-account/factor-reset/stop': { owner: second },
    'POST /own-account/password': {
      owner: second,
      body: () => ({ currentPassword: password, newPassword: 'mưa rào tháng bảy' }),
    },
  } satisfies Record<string, MatrixRoute>);
}, 120_000);

afterAll(() => stack.stop());

const noPasskey = {
  id: 'AAAAAAAAAAAAAAAAAAAAAA',
  rawId: 'AAAAAAAAAAAAAAAAAAAAAA',
  type: 'public-key',
  response: { clientDataJSON: 'e30', attestationObject: 'oA' },
};

describe('identity, every route as every role at every place', () => {
  it('is in the matrix with every route that its OpenAPI document names', () => {
    expect(matrixGaps('identity', table)).toEqual([]);
  });

  it.each(routesToTry('identity').map((route) => [route.name, route] as const))('%s', async (name, route) => {
    const owned = table[name];
    if (!owned) throw new Error('The route is not in the matrix.');
    expect(await new MatrixTrial(calls.call, route, owned, stack.whileLogRefuses).faults()).toEqual([]);
  });

  it('keeps routes for services from every person', async () => {
    const routes = documentedRoutes('identity').filter(({ permission }) => permission.kind === 'service');
    expect(routes.map(({ name }) => name)).toContain('GET /internal/accounts/{id}/grants');
    for (const { method, path } of routes) {
      const url = path.replace(/\{\w+\}/g, randomUUID());
      expect((await calls.call(administrator, method, url, method === 'GET' ? undefined : {})).status).toBe(401);
    }
  });

  it('tells intake, and no other service, who works with the files of a centre at this moment', async () => {
    const [working, leaving, watching] = [
      await addMember(['outreach_worker', 'safeguarding']),
      await addMember(['case_manager']),
      await addMember(['dpo']),
    ];
    const elsewhere = await addMember(['case_manager'], hostId);
    const path = `/internal/organisations/${centreId}/staff`;
    const staff = async () => {
      const { status, body } = await calls.callAs('intake', 'GET', path);
      expect(status).toBe(200);
      return new Map(
        (body['staff'] as { accountId: string; roles: string[] }[]).map((one) => [one.accountId, one.roles]),
      );
    };
    const before = await staff();
    expect([before.get(working), before.get(leaving)]).toEqual([['outreach_worker'], ['case_manager']]);
    expect([watching, elsewhere].map((id) => before.has(id))).toEqual([false, false]);
    await stack.identitySql(asUpkeep, 'UPDATE account SET disabled = true WHERE id = $1', [leaving]);
    expect([...(await staff()).keys()].includes(leaving)).toBe(false);
    expect((await calls.callAs('gateway', 'GET', path)).status).toBe(401);
  });

  it('is the host’s alone to register organisations', async () => {
    const body = { name: 'Trạm Y tế', kind: 'clinic', communeCode: null, firstMember: 'Quản trị viên' };
    const before = await stack.identitySql(asUpkeep, 'SELECT count(*)::int AS n FROM organisation');
    expect((await calls.call(administrator, 'POST', '/organisations', body)).status).toBe(404);
    expect((await calls.call(administrator, 'GET', '/organisations')).body['organisations']).toEqual([]);
    expect(await stack.identitySql(asUpkeep, 'SELECT count(*)::int AS n FROM organisation')).toEqual(before);
    expect((await calls.call(host, 'POST', '/organisations', { ...body, kind: 'core_host' })).status).toBe(400);
    expect((await calls.call(host, 'POST', '/organisations', { ...body, communeCode: '00004' })).status).toBe(400);
    expect((await calls.call(host, 'POST', '/organisations', body)).status).toBe(201);
    expect((await calls.call(host, 'POST', '/organisations', body)).body['code']).toBe('ORGANISATION_NAME_TAKEN');
    const staffed = await calls.call(host, 'POST', `/organisations/${centreId}/invitations`, { displayName: 'x' });
    expect([staffed.status, staffed.body['code']]).toEqual([409, 'ORGANISATION_STAFFED']);
  });
});

/** Routes of the public door that need no session, each with what it is for. */
const withoutSession: Readonly<Record<string, string>> = {
  'GET /auth/sign-in': 'begins a sign-in',
  'GET /auth/callback': 'ends a sign-in',
  'POST /auth/sign-out': 'ends a session; without one there is nothing to end',
  'GET /api/session': 'says that nobody is signed in',
};

describe('the gateway', () => {
  it('answers 401 without a session on every route that is not for signing in', async () => {
    const refusing: string[] = [];
    for (const { method, path, name } of documentedRoutes('gateway')) {
      if (path.startsWith('/oidc/') || path.startsWith('/health') || name in withoutSession) continue;
      const url = path
        .replace('{service}', 'intake')
        .replace(/\{id\}/g, randomUUID())
        .replace(/\*|\{path\}/g, 'cases');
      const answer = await stack.browser().send(method, url, method === 'GET' ? {} : { body: {} });
      expect([name, answer.status, answer.body['code']]).toEqual([name, 401, 'UNAUTHENTICATED']);
      refusing.push(name);
    }
    expect(refusing.length).toBeGreaterThanOrEqual(4);
    for (const service of ['identity', 'intake', 'referral', 'reporting'])
      expect((await stack.browser().get(`/api/${service}/anything`)).status).toBe(401);
    for (const name of Object.keys(withoutSession))
      expect(documentedRoutes('gateway').map((r) => r.name)).toContain(name);
  });
});
