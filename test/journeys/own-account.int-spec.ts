import { startSignInStack } from '../support/sign-in-stack.js';
import type { TestBrowser } from '../support/test-browser.js';

const password = 'mat-khau-thu-nghiem';
const otherPassword = 'mưa rào tháng bảy';
const agent = { 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:127.0) Gecko/20100101 Firefox/127.0' };
let stack: Awaited<ReturnType<typeof startSignInStack>>;
let centreId: string;

async function addWorker(name: string): Promise<string> {
  const id = await stack.addAccount(name, password);
  await stack.addMembership(id, centreId, ['dpo']);
  return id;
}

async function signedIn(account: string, secret = password): Promise<TestBrowser> {
  const person = stack.browser(agent);
  await person.signIn(account, secret);
  expect(await person.readSession()).toMatchObject({ signedIn: true });
  return person;
}

const isSignedIn = async (person: TestBrowser) => (await person.readSession())['signedIn'];
type Listed = { id: string; device: string; openedAt: string; lastSeenAt: string; current: boolean };
const listed = async (person: TestBrowser) => (await person.get('/api/sessions')).body['sessions'] as Listed[];

beforeAll(async () => {
  stack = await startSignInStack();
  centreId = await stack.addOrganisation('Trung tâm A', 'social_work_centre');
}, 120_000);

afterAll(async () => stack.stop());

describe('own sessions', () => {
  it('are listed with the kind of device, and each can be ended from another', async () => {
    await addWorker('nhieu-may');
    const desk = await signedIn('nhieu-may');
    const phone = await signedIn('nhieu-may');
    const rows = await listed(desk);
    expect(rows.map(({ device, current }) => ({ device, current }))).toEqual(
      expect.arrayContaining([
        { device: 'Firefox, Linux', current: true },
        { device: 'Firefox, Linux', current: false },
      ]),
    );
    expect(JSON.stringify(rows)).not.toContain(phone.cookies.get('an_tam_session')?.value);
    const other = rows.find(({ current }) => !current);
    expect((await desk.post(`/api/sessions/${other?.id}/end`)).status).toBe(204);
    expect(await isSignedIn(phone)).toBe(false);
    expect(await isSignedIn(desk)).toBe(true);
    expect(await listed(desk)).toHaveLength(1);
  });

  it('are ended together, all but the one that asks', async () => {
    await addWorker('het-may-khac');
    const [desk, phone, tablet] = [
      await signedIn('het-may-khac'),
      await signedIn('het-may-khac'),
      await signedIn('het-may-khac'),
    ];
    expect((await desk.post('/api/sessions/end-others')).body).toEqual({ ended: 2 });
    expect([await isSignedIn(phone), await isSignedIn(tablet), await isSignedIn(desk)]).toEqual([false, false, true]);
  });

  it('of somebody else answer like ones that do not exist, and stay', async () => {
    await addWorker('nguoi-mot');
    await addWorker('nguoi-hai');
    const [owner, stranger] = [await signedIn('nguoi-mot'), await signedIn('nguoi-hai')];
    const [session] = await listed(owner);
    const foreign = await stranger.post(`/api/sessions/${session?.id}/end`);
    const unknown = await stranger.post('/api/sessions/00000000-0000-4000-8000-000000000000/end');
    expect([foreign.status, unknown.status]).toEqual([404, 404]);
    expect({ ...foreign.body, requestId: '' }).toEqual({ ...unknown.body, requestId: '' });
    expect(await isSignedIn(owner)).toBe(true);
    expect((await stack.browser().get('/api/sessions')).status).toBe(401);
    expect((await stranger.post('/api/sessions/end-others', {}, { 'x-csrf-token': '' })).status).toBe(403);
  });
});

describe('a changed password', () => {
  const change = (person: TestBrowser, currentPassword: string, newPassword: string) =>
    person.post('/api/identity/own-account/password', { currentPassword, newPassword });

  it('ends every session of the account at once, and takes the place of the old one', async () => {
    const accountId = await addWorker('doi-mat-khau');
    const [desk, phone] = [await signedIn('doi-mat-khau'), await signedIn('doi-mat-khau')];
    expect((await change(desk, password, otherPassword)).status).toBe(204);
    expect([await isSignedIn(desk), await isSignedIn(phone)]).toEqual([false, false]);
    const old = stack.browser();
    const uid = await old.beginSignIn();
    const refused = await old.post(`/oidc/interaction/${uid}/sign-in`, { account: 'doi-mat-khau', password });
    expect(refused.status).toBe(401);
    await signedIn('doi-mat-khau', otherPassword);
    const entries = await stack.identitySql(
      { roles: 'dpo', organisationId: centreId },
      `SELECT account_id AS who, outcome FROM audit_entry WHERE resource = 'Password' AND record_id = $1`,
      [accountId],
    );
    expect(entries).toEqual([{ who: accountId, outcome: 'done' }]);
  });

  it('ends a sign-in in which the old one was typed just before', async () => {
    await addWorker('dang-do');
    const person = await signedIn('dang-do');
    const half = stack.browser();
    const uid = await half.beginSignIn();
    const proved = await half.prove(uid, 'dang-do', password);
    expect(proved.status).toBe(200);
    const quarter = stack.browser();
    const other = await quarter.beginSignIn();
    const asked = await quarter.post(`/oidc/interaction/${other}/sign-in`, { account: 'dang-do', password });
    expect(asked.body).toEqual({ next: 'code' });
    expect((await change(person, password, otherPassword)).status).toBe(204);
    const resumed = await half.get(String(proved.body['redirectTo']));
    expect(resumed.location).not.toContain('/auth/callback');
    expect(await isSignedIn(half)).toBe(false);
    const code = await quarter.post(`/oidc/interaction/${other}/code`, { code: '000000' });
    expect([code.status, code.body['code']]).toEqual([404, 'SIGN_IN_NOT_OPEN']);
  });

  it('needs the present one, and is refused when it is easy to guess', async () => {
    await addWorker('de-doan');
    const person = await signedIn('de-doan');
    const wrong = await change(person, 'khong-phai', otherPassword);
    expect([wrong.status, wrong.body['code']]).toEqual([400, 'WRONG_PASSWORD']);
    const code = async (newPassword: string) => (await change(person, password, newPassword)).body['code'];
    expect(await code('ngắn quá')).toBe('PASSWORD_TOO_SHORT');
    expect(await code('password2026')).toBe('PASSWORD_TOO_COMMON');
    expect(await code('de-doan 2026')).toBe('PASSWORD_TOO_PERSONAL');
    expect(await isSignedIn(person)).toBe(true);
    expect((await change(person, password, otherPassword)).status).toBe(204);
  });

  it('cannot be guessed at from a session left open', async () => {
    await addWorker('bo-quen');
    const person = await signedIn('bo-quen');
    const statuses: number[] = [];
    for (let i = 0; i < 5; i += 1) statuses.push((await change(person, `sai-${i}`, otherPassword)).status);
    expect(statuses).toEqual([400, 400, 400, 400, 400]);
    expect((await change(person, password, otherPassword)).status).toBe(429);
    await signedIn('bo-quen');
  });
});
