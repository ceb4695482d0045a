import { generateSync } from 'otplib';
import { asUpkeep, startSignInStack } from '../support/sign-in-stack.js';
import type { TestBrowser } from '../support/test-browser.js';

const password = 'mat-khau-thu-nghiem';
let stack: Awaited<ReturnType<typeof startSignInStack>>;
let centreId: string;
let unitId: string;

const codeAt = (steps: number, secret = stack.authenticator) =>
  generateSync({ secret, epoch: Math.floor(Date.now() / 1000) + steps * 30 });

async function addWorker(name: string, options: { withApp?: boolean } = {}): Promise<string> {
  const id = await stack.addAccount(name, password, options);
  await stack.addMembership(id, centreId, ['case_manager']);
  return id;
}

/** A sign-in whose password was right. */
async function halfWay(account: string) {
  const person = stack.browser();
  const uid = await person.beginSignIn();
  const asked = await person.post(`/oidc/interaction/${uid}/sign-in`, { account, password });
  expect(asked.body).toEqual({ next: 'code' });
  const enter = (code: string, headers?: Record<string, string>) =>
    person.post(`/oidc/interaction/${uid}/code`, { code }, headers);
  return { person, enter };
}

async function signedIn(account: string): Promise<TestBrowser> {
  const person = stack.browser();
  await person.signIn(account, password);
  expect(await person.readSession()).toMatchObject({ signedIn: true });
  return person;
}

const factors = '/api/identity/own-account/factors';

beforeAll(async () => {
  stack = await startSignInStack();
  centreId = await stack.addOrganisation('Trung tâm A', 'social_work_centre');
  unitId = await stack.addOrganisation('Ủy ban nhân dân xã', 'reporting_unit');
}, 120_000);

afterAll(async () => stack.stop());

afterEach(async () => stack.forgetAttempts());

describe('the code of an authenticator app', () => {
  it('completes a sign-in, once', async () => {
    await addWorker('mot-lan');
    const { person, enter } = await halfWay('mot-lan');
    const code = codeAt(0);
    const done = await enter(code);
    expect(done.status).toBe(200);
    expect((await person.complete(done)).location).toBe('/');
    expect(await person.readSession()).toMatchObject({ signedIn: true });
    const again = await halfWay('mot-lan');
    const replayed = await again.enter(code);
    expect([replayed.status, replayed.body['code']]).toEqual([400, 'WRONG_CODE']);
    expect((await again.enter(codeAt(-1))).status).toBe(400);
    expect((await again.enter(codeAt(1))).status).toBe(200);
  });

  it('counts once even when two browsers send it at the same moment', async () => {
    await addWorker('cung-luc');
    const [one, other] = [await halfWay('cung-luc'), await halfWay('cung-luc')];
    const code = codeAt(0);
    const answers = await Promise.all([one.enter(code), other.enter(code)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 400]);
  });

  it('is that of the present half minute or the ones beside it', async () => {
    await addWorker('lech-gio');
    const { enter } = await halfWay('lech-gio');
    expect((await enter(codeAt(-3))).status).toBe(400);
    expect((await enter(codeAt(3))).status).toBe(400);
    expect((await enter('000 000')).status).toBe(400);
    expect((await enter(codeAt(0))).status).toBe(200);
  });

  it('is worth nothing before the password, in another browser, or after the sign-in is over', async () => {
    await addWorker('dung-cho');
    const stranger = stack.browser();
    const fresh = await stranger.beginSignIn();
    const early = await stranger.post(`/oidc/interaction/${fresh}/code`, { code: codeAt(0) });
    expect([early.status, early.body['code']]).toEqual([404, 'SIGN_IN_NOT_OPEN']);
    const { person, enter } = await halfWay('dung-cho');
    expect(await person.readSession()).toEqual({ signedIn: false });
    expect((await enter(codeAt(0))).status).toBe(200);
    expect((await enter(codeAt(1))).status).toBe(404);
  });

  it('cannot be guessed from many addresses, which locks nobody out who has a recovery code', async () => {
    await addWorker('bi-do-ma');
    const owner = await signedIn('bi-do-ma');
    const { codes } = (await owner.post(`${factors}/recovery-codes`)).body as { codes: string[] };
    const { enter } = await halfWay('bi-do-ma');
    const statuses: number[] = [];
    for (let i = 0; i < 11; i += 1)
      statuses.push((await enter('123123', { 'x-forwarded-for': `203.0.113.${i}` })).status);
    expect(statuses).toEqual([...Array<number>(10).fill(400), 429]);
    expect((await enter(codeAt(1), { 'x-forwarded-for': '203.0.113.99' })).status).toBe(429);
    expect((await enter(codes[0] ?? '', { 'x-forwarded-for': '203.0.113.99' })).status).toBe(200);
  });
});

describe('roles that see more than their own figures', () => {
  it('need a second factor: a password alone opens nothing', async () => {
    await addWorker('thieu-buoc-hai', { withApp: false });
    const person = stack.browser();
    const uid = await person.beginSignIn();
    const answer = await person.post(`/oidc/interaction/${uid}/sign-in`, { account: 'thieu-buoc-hai', password });
    expect([answer.status, answer.body['code']]).toEqual([403, 'SECOND_FACTOR_MISSING']);
    const wrong = await person.post(`/oidc/interaction/${uid}/sign-in`, { account: 'thieu-buoc-hai', password: 'sai' });
    expect([wrong.status, wrong.body['code']]).toEqual([401, 'SIGN_IN_FAILED']);
  });

  it('end a session that a password alone had opened, on the next request', async () => {
    const id = await stack.addAccount('doi-viec', password, { withApp: false });
    await stack.addMembership(id, unitId, ['reporting_officer']);
    const person = await signedIn('doi-viec');
    await stack.addMembership(id, unitId, ['reporting_officer', 'administrator']);
    expect((await person.get('/api/intake/audit-entries')).status).toBe(401);
    expect(await person.readSession()).toEqual({ signedIn: false });
  });
});

describe('own factors', () => {
  it('recovery codes work once each, and new ones put an end to the old', async () => {
    await addWorker('ma-du-phong');
    const person = await signedIn('ma-du-phong');
    const fresh = async () => ((await person.post(`${factors}/recovery-codes`)).body as { codes: string[] }).codes;
    const old = await fresh();
    const codes = await fresh();
    expect(new Set([...old, ...codes]).size).toBe(20);
    const { enter } = await halfWay('ma-du-phong');
    expect((await enter(old[0] ?? '')).status).toBe(400);
    expect((await enter((codes[0] ?? '').toUpperCase().replaceAll('-', ' '))).status).toBe(200);
    const again = await halfWay('ma-du-phong');
    expect((await again.enter(codes[0] ?? '')).status).toBe(400);
    expect((await again.enter(codes[1] ?? '')).status).toBe(200);
    expect((await person.get(factors)).body).toMatchObject({ required: true, recoveryCodes: 8 });
    const kept = await stack.identitySql(asUpkeep, 'SELECT * FROM recovery_code');
    expect(JSON.stringify(kept)).not.toContain(codes[2]);
  });

  it('a new app takes over when its first code proves it, and the secret is kept sealed', async () => {
    const id = await addWorker('doi-may');
    const person = await signedIn('doi-may');
    const draft = (await person.post(`${factors}/authenticator-drafts`)).body as Record<
      'secret' | 'uri' | 'draft',
      string
    >;
    expect(draft.uri).toContain(`secret=${draft.secret}`);
    const confirm = (by: TestBrowser, code: string) =>
      by.post(`${factors}/authenticator`, { draft: draft.draft, code });
    expect((await confirm(person, '000000')).body['code']).toBe('WRONG_CODE');
    await addWorker('nguoi-khac');
    const other = await confirm(await signedIn('nguoi-khac'), codeAt(0, draft.secret));
    expect([other.status, other.body['code']]).toEqual([400, 'SET_UP_NOT_OPEN']);
    const code = codeAt(0, draft.secret);
    expect((await confirm(person, code)).status).toBe(204);
    const { enter } = await halfWay('doi-may');
    expect((await enter(codeAt(0))).status).toBe(400);
    expect((await enter(code)).status).toBe(400);
    expect((await enter(codeAt(1, draft.secret))).status).toBe(200);
    const rows = await stack.identitySql(
      asUpkeep,
      'SELECT sealed_secret FROM authenticator_app WHERE account_id = $1',
      [id],
    );
    expect((rows[0]?.['sealed_secret'] as Buffer).includes(draft.secret)).toBe(false);
  });

  it('the last one stays while the roles need one', async () => {
    await addWorker('cach-cuoi');
    const person = await signedIn('cach-cuoi');
    const refused = await person.post(`${factors}/authenticator/removal`);
    expect([refused.status, refused.body['code']]).toEqual([409, 'LAST_FACTOR']);
    expect((await person.get(factors)).body['authenticatorAddedAt']).toEqual(expect.any(String));
    const id = await stack.addAccount('can-bo-xa', password);
    await stack.addMembership(id, unitId, ['reporting_officer']);
    const officer = await signedIn('can-bo-xa');
    expect((await officer.post(`${factors}/authenticator/removal`)).status).toBe(204);
    expect((await officer.post(`${factors}/authenticator/removal`)).status).toBe(404);
  });
});
