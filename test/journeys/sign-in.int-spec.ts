import { asUpkeep, startSignInStack } from '../support/sign-in-stack.js';
import type { TestBrowser } from '../support/test-browser.js';

const password = 'mat-khau-thu-nghiem';
let stack: Awaited<ReturnType<typeof startSignInStack>>;
let centreId: string;
let otherCentreId: string;
let workerId: string;

const browser = () => stack.browser();

beforeAll(async () => {
  stack = await startSignInStack();
  centreId = await stack.addOrganisation('Trung tâm A', 'social_work_centre');
  otherCentreId = await stack.addOrganisation('Trung tâm B', 'social_work_centre');
  workerId = await stack.addAccount('dieu-phoi', password);
  await stack.addMembership(workerId, centreId, ['case_manager']);
  await stack.addMembership(workerId, otherCentreId, ['supervisor']);
});

afterAll(async () => stack.stop());

afterEach(async () => stack.forgetAttempts());

describe('signing in', () => {
  it('ends at the wanted page with a session that names the person, the organisation and its roles', async () => {
    const person = browser();
    expect(await person.readSession()).toEqual({ signedIn: false });
    const callback = await person.signIn('Dieu-Phoi', password, '/ho-so?loc=moi');
    expect(callback.status).toBe(303);
    expect(callback.location).toBe('/ho-so?loc=moi');
    expect(await person.readSession()).toMatchObject({
      signedIn: true,
      accountId: workerId,
      roles: ['case_manager'],
      organisation: { id: centreId, name: 'Trung tâm A', kind: 'social_work_centre', provinceCode: '33' },
      memberships: [
        { organisationId: centreId, name: 'Trung tâm A' },
        { organisationId: otherCentreId, name: 'Trung tâm B' },
      ],
    });
  });

  it('gives one cookie for the session that scripts cannot read, and keeps its hash alone', async () => {
    const person = browser();
    await person.signIn('dieu-phoi', password);
    expect([...person.cookies.keys()].filter((name) => !/^an_tam_(provider|interaction)/.test(name))).toEqual([
      'an_tam_device',
      'an_tam_session',
    ]);
    const cookie = person.cookies.get('an_tam_session');
    expect(cookie?.line).toMatch(/; Path=\/;.*HttpOnly.*SameSite=Lax/i);
    expect(cookie?.line).not.toMatch(/expires|max-age|domain/i);
    const kept = await stack.gatewaySql(
      `SELECT to_jsonb(s) - 'cookie_hash' AS rest FROM session s WHERE cookie_hash = sha256(convert_to($1, 'UTF8'))`,
      [cookie?.value],
    );
    expect(kept).toHaveLength(1);
    expect(JSON.stringify(kept)).not.toContain(cookie?.value);
    expect(JSON.stringify(await person.readSession())).not.toMatch(/eyJ/);
  });

  it('asks for the password again although the provider remembers this browser', async () => {
    const person = browser();
    await person.signIn('dieu-phoi', password);
    expect(await person.beginSignIn()).toMatch(/^[\w-]{20,}$/);
  });

  it('answers a wrong password and an unknown account with the same words', async () => {
    const refused = async (account: string, wrong: string) => {
      const person = browser();
      const uid = await person.beginSignIn();
      const answer = await person.post(`/oidc/interaction/${uid}/sign-in`, { account, password: wrong });
      const { requestId, ...body } = answer.body;
      expect(requestId).toEqual(expect.any(String));
      return { status: answer.status, body, headers: [...answer.headers.keys()].sort() };
    };
    const wrongPassword = await refused('dieu-phoi', 'sai-mat-khau');
    const unknown = await refused('khong-co-ai', 'sai-mat-khau');
    expect(wrongPassword.status).toBe(401);
    expect(wrongPassword.body).toMatchObject({ code: 'SIGN_IN_FAILED' });
    expect(unknown).toEqual(wrongPassword);
    const disabledId = await stack.addAccount('nghi-viec', password);
    await stack.addMembership(disabledId, centreId, ['case_manager']);
    expect((await browser().signIn('nghi-viec', password)).location).toBe('/');
    await stack.identitySql(asUpkeep, 'UPDATE account SET disabled = true WHERE id = $1', [disabledId]);
    expect(await refused('nghi-viec', password)).toEqual(wrongPassword);
    const memberless = await stack.addAccount('chua-co-don-vi', password);
    expect(memberless).toEqual(expect.any(String));
    expect(await refused('chua-co-don-vi', password)).toEqual(wrongPassword);
  });

  it('lets nobody in whose memberships join what none may join, however they came about', async () => {
    const unitId = await stack.addOrganisation('Ủy ban nhân dân xã', 'reporting_unit');
    const accountId = await stack.addAccount('hai-vai', password);
    await stack.addMembership(accountId, centreId, ['case_manager']);
    const person = browser();
    await person.signIn('hai-vai', password);
    expect(await person.readSession()).toMatchObject({ signedIn: true });
    const add = `INSERT INTO membership (account_id, organisation_id, roles) VALUES ($1, $2, '{reporting_officer}')`;
    await stack.identitySql(asUpkeep, add, [accountId, unitId]);
    expect(await person.readSession()).toEqual({ signedIn: false });
    const uid = await person.beginSignIn();
    const refused = await person.prove(uid, 'hai-vai', password);
    expect(refused.status).toBe(401);
    expect(refused.body).toMatchObject({ code: 'SIGN_IN_FAILED' });
  });

  it('records every attempt, where the data-protection officer of the organisation reads it', async () => {
    const person = browser();
    await person.signIn('dieu-phoi', password);
    const uid = await person.beginSignIn();
    await person.post(`/oidc/interaction/${uid}/sign-in`, { account: 'dieu-phoi', password: 'sai' });
    const entries = `SELECT outcome, reason FROM audit_entry WHERE record_id = $1 AND action = 'sign-in'
      ORDER BY at DESC LIMIT 2`;
    const asOfficer = (organisationId: string) => ({ roles: 'dpo', organisationId });
    expect(await stack.identitySql(asOfficer(centreId), entries, [workerId])).toEqual([
      { outcome: 'denied', reason: 'wrong_password' },
      { outcome: 'done', reason: null },
    ]);
    expect(await stack.identitySql(asOfficer(otherCentreId), entries, [workerId])).toEqual([]);
  });

  it('lets nobody guess on, and locks out neither a colleague nor the same person elsewhere', async () => {
    const colleagueId = await stack.addAccount('dong-nghiep', password);
    await stack.addMembership(colleagueId, centreId, ['case_manager']);
    const person = browser();
    const uid = await person.beginSignIn();
    const attempt = (secret: string, headers?: Record<string, string>) =>
      person.post(`/oidc/interaction/${uid}/sign-in`, { account: 'dieu-phoi', password: secret }, headers);
    const statuses: number[] = [];
    for (let i = 0; i < 5; i += 1) statuses.push((await attempt(`sai-${i}`)).status);
    expect(statuses).toEqual([401, 401, 401, 401, 401]);
    const throttled = await attempt(password);
    expect(throttled.status).toBe(429);
    expect(throttled.body).toMatchObject({ code: 'TOO_MANY_REQUESTS' });
    // The test's own connection is a trusted proxy, so it may name the address it speaks for.
    const elsewhere = { 'x-forwarded-for': '203.0.113.9' };
    expect((await attempt(password, elsewhere)).status).toBe(200);
    expect((await browser().signIn('dong-nghiep', password)).location).toBe('/');
  });

  it('locks nobody out of a browser of their own, which has a count of its own', async () => {
    const ownId = await stack.addAccount('co-may-rieng', password);
    await stack.addMembership(ownId, centreId, ['case_manager']);
    const own = browser();
    await own.signIn('co-may-rieng', password);
    const tries = async (person: TestBrowser) => {
      const uid = await person.beginSignIn();
      const body = { account: 'co-may-rieng', password: 'sai' };
      const statuses = new Set<number>();
      for (let i = 0; i < 6; i += 1) statuses.add((await person.post(`/oidc/interaction/${uid}/sign-in`, body)).status);
      return [...statuses];
    };
    // A guesser behind the same address, with a browser that has only ever been somebody else's.
    const guesser = browser();
    await guesser.signIn('dong-nghiep', password);
    expect(await tries(guesser)).toEqual([401, 429]);
    const fresh = browser();
    expect((await fresh.prove(await fresh.beginSignIn(), 'co-may-rieng', password)).status).toBe(429);
    expect((await own.signIn('co-may-rieng', password)).location).toBe('/');
    // Who has taken the browser itself guesses no further with it, and leaves the same person elsewhere alone.
    expect(await tries(own)).toEqual([401, 429]);
    const uid = await own.beginSignIn();
    const right = { account: 'co-may-rieng', password };
    expect((await own.post(`/oidc/interaction/${uid}/sign-in`, right)).status).toBe(429);
    expect(own.cookies.get('an_tam_device')?.line).toMatch(/HttpOnly; SameSite=Strict/);
  });

  it('keeps a sign-in to the browser that began it', async () => {
    const person = browser();
    const uid = await person.beginSignIn();
    expect((await person.get(`/oidc/interaction/${uid}`)).body).toEqual({ open: true });
    const stranger = browser();
    await stranger.beginSignIn();
    expect((await stranger.get(`/oidc/interaction/${uid}`)).body).toMatchObject({ code: 'SIGN_IN_NOT_OPEN' });
    const stolen = await stranger.post(`/oidc/interaction/${uid}/sign-in`, { account: 'dieu-phoi', password });
    expect(stolen.status).toBe(404);
    const answer = await person.prove(uid, 'dieu-phoi', password);
    const resumed = await person.get(String(answer.body['redirectTo']));
    expect(resumed.location).toContain('/auth/callback?');
    const injected = await stranger.get(resumed.location);
    expect(injected.location).toBe('/?sign-in=failed');
    expect(await stranger.readSession()).toEqual({ signedIn: false });
    const begun = person.cookies.get('an_tam_sign_in')?.value;
    const remembered = `SELECT 1 AS found FROM sign_in_state WHERE browser_hash = sha256(convert_to($1, 'UTF8'))`;
    expect(await stack.gatewaySql(remembered, [begun])).toEqual([{ found: 1 }]);
    expect((await person.get(resumed.location)).location).toBe('/');
    expect(await stack.gatewaySql(remembered, [begun])).toEqual([]);
    expect((await person.get(resumed.location)).location).toBe('/?sign-in=failed');
  });

  it('goes on to pages of its own only', async () => {
    for (const elsewhere of ['//evil.example', '/\\evil.example', 'https://evil.example', '/api/intake/cases', 'x']) {
      expect((await browser().signIn('dieu-phoi', password, elsewhere)).location).toBe('/');
    }
  });

  it('answers a missing field with its name in both languages', async () => {
    const person = browser();
    const uid = await person.beginSignIn();
    const answer = await person.post(`/oidc/interaction/${uid}/sign-in`, { account: 'dieu-phoi' });
    expect(answer.status).toBe(400);
    expect(answer.body).toMatchObject({
      errors: [{ field: 'password', message: { vi: expect.any(String), en: expect.any(String) } }],
    });
  });
});

describe('the OpenID provider', () => {
  const secret = () => stack.identitySettings.AN_TAM_OIDC_CLIENT_SECRET;
  const asClient = (password: string) => ({
    authorization: `Basic ${Buffer.from(`gateway:${password}`).toString('base64')}`,
  });
  const parameters = (changes: Record<string, string | undefined> = {}) => {
    const all: Record<string, string | undefined> = {
      client_id: 'gateway',
      response_type: 'code',
      redirect_uri: `${stack.url}/auth/callback`,
      scope: 'openid',
      state: 'trang-thai',
      nonce: 'so-mot-lan',
      prompt: 'login',
      code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
      code_challenge_method: 'S256',
      ...changes,
    };
    return new URLSearchParams(Object.entries(all).filter((e): e is [string, string] => e[1] !== undefined));
  };
  const push = async (changes?: Record<string, string | undefined>, password = secret()) => {
    const answer = await fetch(`${stack.identityUrl}/oidc/request`, {
      method: 'POST',
      headers: asClient(password),
      body: parameters(changes),
    });
    const body = (await answer.json()) as { request_uri?: string; error?: string };
    return { status: answer.status, ...body, uri: body.request_uri ?? '' };
  };
  const visit = (uri: string) =>
    `/oidc/auth?${new URLSearchParams({ client_id: 'gateway', request_uri: uri }).toString()}`;

  it('takes what the gateway pushed, with PKCE, and nothing that a browser made up', async () => {
    const pushed = await push();
    expect(pushed.status).toBe(201);
    const person = browser();
    expect((await person.get(visit(pushed.uri))).location).toMatch(/^\/sign-in\//);
    expect((await push({ code_challenge: undefined, code_challenge_method: undefined })).error).toBe('invalid_request');
    expect((await push({ code_challenge_method: 'plain' })).error).toBe('invalid_request');
    expect((await push({}, 'another-secret')).status).toBe(401);
    const direct = await browser().get(`/oidc/auth?${parameters().toString()}`);
    expect(direct.location).not.toMatch(/^\/sign-in\//);
    expect((await browser().get(visit(`${pushed.uri}x`))).location).not.toMatch(/^\/sign-in\//);
    expect((await browser().send('POST', '/oidc/request', {})).status).toBe(404);
  });

  it('shows nothing of a request in the address that a browser visits', async () => {
    const begun = await browser().get('/auth/sign-in?returnTo=%2Fho-so');
    expect([...new URL(begun.location, stack.url).searchParams.keys()].sort()).toEqual(['client_id', 'request_uri']);
  });

  it('sends nobody to another address, and shows nothing of such a request', async () => {
    expect((await push({ redirect_uri: 'https://evil.example/cb' })).status).toBe(400);
    const changed = parameters({ redirect_uri: 'https://evil.example/cb' });
    const answer = await browser().get(`/oidc/auth?${changed.toString()}`);
    expect(answer.status).toBe(400);
    expect(answer.location).toBe('');
    expect(answer.text).toContain('Mở lại An Tâm');
    expect(answer.text).not.toContain('evil');
  });

  it('redeems a code once, for the client that knows its secret and the verifier', async () => {
    const redeem = (code: string, password: string, verifier: string) =>
      fetch(`${stack.identityUrl}/oidc/token`, {
        method: 'POST',
        headers: asClient(password),
        body: new URLSearchParams({
          grant_type: 'authorization_code',
          code,
          redirect_uri: `${stack.url}/auth/callback`,
          code_verifier: verifier,
        }),
      });
    const verifier = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk';
    const freshCode = async () => {
      const person = browser();
      const uid = (await person.get(visit((await push()).uri))).location.split('/').at(-1) ?? '';
      const answer = await person.prove(uid, 'dieu-phoi', password);
      const resumed = await person.get(String(answer.body['redirectTo']));
      return new URL(resumed.location).searchParams.get('code') ?? '';
    };
    const code = await freshCode();
    const first = await redeem(code, secret(), verifier);
    expect(first.status).toBe(200);
    expect(await first.json()).toMatchObject({ id_token: expect.any(String), scope: 'openid' });
    expect((await redeem(code, secret(), verifier)).status).toBe(400);
    expect((await redeem(await freshCode(), 'another-secret', verifier)).status).toBe(401);
    expect((await redeem(await freshCode(), secret(), `${verifier.slice(0, -1)}x`)).status).toBe(400);
  });
});
