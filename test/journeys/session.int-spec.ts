import { actorSchema } from '@an-tam/contracts';
import { verifyUserToken } from '@an-tam/http/tokens';
import { asUpkeep, startSignInStack } from '../support/sign-in-stack.js';
import type { TestBrowser } from '../support/test-browser.js';

const password = 'mat-khau-thu-nghiem';
let stack: Awaited<ReturnType<typeof startSignInStack>>;
let centreId: string;
let otherCentreId: string;
let foreignCentreId: string;
let workerId: string;

async function signedIn(account = 'dieu-phoi'): Promise<TestBrowser> {
  const person = stack.browser();
  await person.signIn(account, password);
  expect(await person.readSession()).toMatchObject({ signedIn: true });
  return person;
}

const readsCases = (person: TestBrowser) => person.get('/api/intake/cases');

beforeAll(async () => {
  stack = await startSignInStack();
  centreId = await stack.addOrganisation('Trung tâm A', 'social_work_centre');
  otherCentreId = await stack.addOrganisation('Trung tâm B', 'social_work_centre');
  foreignCentreId = await stack.addOrganisation('Trung tâm C', 'social_work_centre');
  workerId = await stack.addAccount('dieu-phoi', password);
  await stack.addMembership(workerId, centreId, ['case_manager']);
  await stack.addMembership(workerId, otherCentreId, ['supervisor']);
});

afterAll(async () => stack.stop());

describe('a request behind the gateway', () => {
  it('carries a token for that service alone and nothing that identifies the browser', async () => {
    const person = await signedIn();
    stack.received.length = 0;
    const answer = await person.post(
      '/api/intake/cases?x=%C3%A1&y=1',
      { alias: 'Mưa', __n: 1 },
      {
        authorization: 'Bearer forged',
        'x-request-id': 'chosen-by-the-client',
        'idempotency-key': 'key-1',
        'x-forwarded-for': '1.2.3.4',
      },
    );
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({ answered: true });
    expect(answer.headers.getSetCookie()).toEqual([]);
    expect(answer.headers.get('x-powered-by')).toBeNull();
    expect(answer.headers.get('cache-control')).toBe('no-store');
    const [request] = stack.received;
    expect(request).toMatchObject({ method: 'POST', url: '/cases?x=%C3%A1&y=1', body: '{"alias":"Mưa","__n":1}' });
    expect(request?.headers).toMatchObject({ 'idempotency-key': 'key-1', 'content-type': 'application/json' });
    expect(request?.headers).not.toHaveProperty('cookie');
    expect(request?.headers).not.toHaveProperty('x-csrf-token');
    expect(request?.headers).not.toHaveProperty('x-forwarded-for');
    expect(request?.headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
    const token = String(request?.headers.authorization).replace('Bearer ', '');
    const { actor } = await verifyUserToken(token, 'intake', stack.tokens.trusted);
    expect(actorSchema.parse(actor)).toMatchObject({
      accountId: workerId,
      organisationId: centreId,
      roles: ['case_manager'],
    });
    await expect(verifyUserToken(token, 'referral', stack.tokens.trusted)).rejects.toThrow();
  });

  it('needs a session', async () => {
    expect((await readsCases(await signedIn())).status).toBe(200);
    const stranger = stack.browser();
    expect((await readsCases(stranger)).status).toBe(401);
    const withMadeUpCookie = await stranger.get('/api/intake/cases', { cookie: `an_tam_session=${'x'.repeat(43)}` });
    expect(withMadeUpCookie.status).toBe(401);
  });

  it('never reaches what is between services only', async () => {
    const person = await signedIn();
    expect((await readsCases(person)).status).toBe(200);
    stack.received.length = 0;
    for (const path of [
      '/api/intake/internal/messages',
      '/api/intake/%69nternal/messages',
      '/api/intake/INTERNAL/messages',
      '/api/intake//internal/messages',
      '/api/intake/x/..%2finternal/messages',
      '/api/intake/.%2e/internal',
      '/api/intake/health/ready',
      `/api/identity/internal/accounts/${workerId}/grants`,
      '/api/identity/oidc/token',
      '/api/unknown/cases',
      '/internal/accounts',
      '/oidc/token',
      '/oidc/session/end',
    ]) {
      expect({ path, status: (await person.get(path)).status }).toEqual({ path, status: 404 });
    }
    expect(stack.received).toEqual([]);
  });

  it('is refused when the page that sends it is not ours', async () => {
    const person = await signedIn();
    const send = (headers: Record<string, string>) => person.post('/api/intake/cases', {}, headers);
    expect((await send({ origin: stack.url, 'sec-fetch-site': 'same-origin' })).status).toBe(200);
    stack.received.length = 0;
    const foreign: Record<string, string>[] = [
      { 'x-csrf-token': '' },
      { 'x-csrf-token': (await signedIn()).csrfToken },
      { origin: 'https://evil.example' },
      { origin: 'null' },
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
    ];
    for (const headers of foreign) {
      const answer = await send(headers);
      expect({ headers, status: answer.status, code: answer.body['code'] }).toEqual({
        headers,
        status: 403,
        code: 'CROSS_SITE',
      });
    }
    expect((await person.post('/auth/sign-out', {}, { 'x-csrf-token': '' })).status).toBe(403);
    expect(
      (await person.post('/auth/organisation', { organisationId: otherCentreId }, { 'x-csrf-token': '' })).status,
    ).toBe(403);
    expect(stack.received).toEqual([]);
    expect((await readsCases(person)).status).toBe(200);
    const denials = await stack.gatewayTrace(
      `SELECT count(*)::int AS n FROM audit_entry WHERE reason = 'cross_site' AND outcome = 'denied'`,
    );
    expect(denials).toEqual([{ n: 8 }]);
  });
});

describe('the log of sessions', () => {
  it('is read by the data-protection officer of the organisation, and by nobody else', async () => {
    const officerOf = async (account: string, organisationId: string) => {
      await stack.addMembership(await stack.addAccount(account, password), organisationId, ['dpo']);
      return signedIn(account);
    };
    const person = await signedIn();
    expect((await person.post('/auth/sign-out', {}, { 'x-csrf-token': '' })).status).toBe(403);
    expect((await (await signedIn()).post('/auth/sign-out')).status).toBe(204);
    const [officer, foreign] = [await officerOf('bao-ve-a', centreId), await officerOf('bao-ve-c', foreignCentreId)];
    const log = '/api/gateway/audit-entries';
    const ofWorker = async (reader: TestBrowser) => {
      const { entries } = (await reader.get(log)).body as { entries: Record<string, unknown>[] };
      const about = entries.filter(({ recordId, resource }) => recordId === workerId && resource === 'Session');
      return new Set(about.map(({ action, outcome, reason }) => [action, outcome, reason].join(' ')));
    };
    expect([...(await ofWorker(officer))]).toEqual(
      expect.arrayContaining(['update denied cross_site', 'create done ', 'end done ']),
    );
    expect([...(await ofWorker(foreign))]).toEqual([]);
    expect([(await person.get(log)).status, (await stack.browser().get(log)).status]).toEqual([403, 401]);
    expect((await officer.get('/api/gateway/audit-seal')).status).toBe(200);
    const check = (token: string) => officer.post('/api/gateway/audit-checks', {}, { 'x-csrf-token': token });
    expect([(await check('')).status, (await check(officer.csrfToken)).status]).toEqual([403, 200]);
  });
});

describe('a session', () => {
  it('that is signed out is told to the organisation it acted for', async () => {
    const person = await signedIn();
    const { accountId } = await person.readSession();
    expect((await person.post('/auth/sign-out')).status).toBe(204);
    expect(await person.readSession()).toEqual({ signedIn: false });
    const ends = await stack.gatewayTrace(
      `SELECT DISTINCT organisation_id AS "organisationId" FROM audit_entry
        WHERE action = 'end' AND record_id = '${String(accountId)}' AND reason IS NULL`,
    );
    expect(ends).toEqual([{ organisationId: centreId }]);
  });

  it('acts for another organisation of the account under a new cookie, and for no other', async () => {
    const person = await signedIn();
    const before = person.cookies.get('an_tam_session')?.value ?? '';
    const refused = await person.post('/auth/organisation', { organisationId: foreignCentreId });
    expect(refused.status).toBe(404);
    const answer = await person.post('/auth/organisation', { organisationId: otherCentreId });
    expect(answer.body).toMatchObject({ organisation: { id: otherCentreId }, roles: ['supervisor'] });
    expect(person.cookies.get('an_tam_session')?.value).not.toBe(before);
    await person.readSession();
    expect((await readsCases(person)).status).toBe(200);
    const withOldCookie = await stack.browser().get('/api/intake/cases', {
      cookie: `an_tam_session=${before}`,
    });
    expect(withOldCookie.status).toBe(401);
  });

  it('ends with the membership it acts for, on the next request', async () => {
    const accountId = await stack.addAccount('roi-di', password);
    await stack.addMembership(accountId, centreId, ['case_manager']);
    const person = await signedIn('roi-di');
    expect((await readsCases(person)).status).toBe(200);
    await stack.identitySql(asUpkeep, 'DELETE FROM membership WHERE account_id = $1', [accountId]);
    expect((await readsCases(person)).status).toBe(401);
    await stack.addMembership(accountId, centreId, ['case_manager']);
    expect((await readsCases(person)).status).toBe(401);
    expect(await person.readSession()).toEqual({ signedIn: false });
  });

  it('shows a changed role on the next request, and ends when the account is disabled', async () => {
    const accountId = await stack.addAccount('doi-vai', password);
    await stack.addMembership(accountId, centreId, ['outreach_worker']);
    const person = await signedIn('doi-vai');
    expect(await person.readSession()).toMatchObject({ roles: ['outreach_worker'] });
    await stack.addMembership(accountId, centreId, ['case_manager']);
    expect(await person.readSession()).toMatchObject({ roles: ['case_manager'] });
    await stack.identitySql(asUpkeep, 'UPDATE account SET disabled = true WHERE id = $1', [accountId]);
    expect((await readsCases(person)).status).toBe(401);
  });

  it('ends after half an hour without use and after twelve hours in any case', async () => {
    const idle = await signedIn();
    const long = await signedIn();
    expect((await readsCases(idle)).status).toBe(200);
    expect((await readsCases(long)).status).toBe(200);
    const age = (person: TestBrowser, change: string) =>
      stack.gatewaySql(`UPDATE session SET ${change} WHERE cookie_hash = sha256(convert_to($1, 'UTF8'))`, [
        person.cookies.get('an_tam_session')?.value,
      ]);
    await age(idle, `last_seen_at = now() - interval '29 minutes'`);
    await age(long, `ends_at = opened_at + interval '12 hours'`);
    expect(await idle.readSession()).toMatchObject({ signedIn: true });
    await age(idle, `last_seen_at = last_seen_at - interval '2 minutes'`);
    expect((await readsCases(idle)).status).toBe(401);
    await age(long, `opened_at = opened_at - interval '12 hours', ends_at = ends_at - interval '12 hours'`);
    expect((await readsCases(long)).status).toBe(401);
  });

  it('ends here and at the provider when the person signs out, and leaves nothing in the browser', async () => {
    const person = await signedIn();
    const cookie = person.cookies.get('an_tam_session')?.value ?? '';
    const sessions = `SELECT count(*)::int AS n FROM oidc_payload WHERE model IN ('Session', 'Grant') AND payload ->> 'accountId' = $1`;
    const asProvider = { roles: 'system:openid' };
    const [before] = await stack.identitySql(asProvider, sessions, [workerId]);
    const answer = await person.post('/auth/sign-out');
    expect(answer.status).toBe(204);
    expect(answer.headers.get('clear-site-data')).toBe('"cache", "cookies", "storage"');
    expect(person.cookies.has('an_tam_session')).toBe(false);
    const again = await stack.browser().get('/api/intake/cases', { cookie: `an_tam_session=${cookie}` });
    expect(again.status).toBe(401);
    const [after] = await stack.identitySql(asProvider, sessions, [workerId]);
    expect(Number(after?.['n'])).toBe(Number(before?.['n']) - 2);
    expect((await stack.browser().post('/auth/sign-out')).status).toBe(204);
  });

  it('gives way to a new one when the same browser signs in again', async () => {
    const person = await signedIn();
    const old = person.cookies.get('an_tam_session')?.value ?? '';
    await person.signIn('dieu-phoi', password);
    expect(person.cookies.get('an_tam_session')?.value).not.toBe(old);
    const withOld = await stack.browser().get('/api/intake/cases', { cookie: `an_tam_session=${old}` });
    expect(withOld.status).toBe(401);
  });
});
