import { verifyUserToken } from '@an-tam/http/tokens';
import { generateSync } from 'otplib';
import type { Role } from '@an-tam/contracts';
import { startSignInStack } from '../support/sign-in-stack.js';
import type { TestBrowser } from '../support/test-browser.js';

const password = 'mat-khau-thu-nghiem';
const chosen = 'mưa rào tháng bảy';
let stack: Awaited<ReturnType<typeof startSignInStack>>;
let centreId: string;
let administrator: TestBrowser;
let otherAdministrator: TestBrowser;

const accounts = '/api/identity/accounts';
type Invited = { id: string; account: string; code: string };

async function addAdministrator(name: string, organisationId: string): Promise<TestBrowser> {
  const id = await stack.addAccount(name, password);
  await stack.addMembership(id, organisationId, ['administrator']);
  const person = stack.browser();
  await person.signIn(name, password);
  return person;
}

const invite = async (displayName: string, roles: string[], by = administrator) =>
  by.post(accounts, { displayName, roles });
const begin = (code: string) => stack.browser().post('/oidc/enrolment/begin', { code });

/** Takes up an invitation with the page's two requests. */
async function enrol(code: string, withApp = true) {
  const view = (await begin(code)).body as { authenticator: { secret: string; draft: string } };
  const { secret, draft } = view.authenticator;
  const authenticator = withApp ? { draft, code: generateSync({ secret }) } : undefined;
  const done = await stack.browser().post('/oidc/enrolment/complete', { code, password: chosen, authenticator });
  return { secret, done };
}

/** Signs in with the app that an enrolment set up; the enrolment took the present code, so this is the next one. */
async function signInAs(account: string, secret: string): Promise<TestBrowser> {
  const person = stack.browser();
  const uid = await person.beginSignIn();
  await person.post(`/oidc/interaction/${uid}/sign-in`, { account, password: chosen });
  const code = generateSync({ secret, epoch: Math.floor(Date.now() / 1000) + 30 });
  await person.complete(await person.post(`/oidc/interaction/${uid}/code`, { code }));
  return person;
}

beforeAll(async () => {
  stack = await startSignInStack();
  centreId = await stack.addOrganisation('Trung tâm A', 'social_work_centre');
  administrator = await addAdministrator('quan-tri-a', centreId);
  otherAdministrator = await addAdministrator(
    'quan-tri-b',
    await stack.addOrganisation('Trung tâm B', 'social_work_centre'),
  );
}, 120_000);

afterAll(async () => stack.stop());

describe('an invitation', () => {
  it('is taken up once, with a code that is kept nowhere, and leads to a sign-in with two factors', async () => {
    const answer = await invite('Điều phối viên Lan', ['case_manager']);
    expect(answer.status).toBe(201);
    const { id, account, code } = answer.body as Invited;
    expect(account).toMatch(/^lan-[a-z2-9]{4}$/);
    expect((await begin(code.toUpperCase())).body).toMatchObject({ account, secondFactorRequired: true });
    const kept = await stack.identitySql({ roles: 'system:accounts' }, 'SELECT * FROM enrolment_code');
    expect(kept).toHaveLength(1);
    expect(JSON.stringify(kept)).not.toContain(code);
    const without = await enrol(code, false);
    expect([without.done.status, without.done.body['code']]).toEqual([400, 'AUTHENTICATOR_NEEDED']);
    const { secret, done } = await enrol(code);
    expect((done.body['codes'] as string[]).length).toBe(10);
    const person = await signInAs(account, secret);
    expect(await person.readSession()).toMatchObject({ signedIn: true, accountId: id, roles: ['case_manager'] });
    for (const wrong of [code, 'aaaa-bbbb-cccc-dddd', 'x']) {
      const refused = await begin(wrong);
      expect([refused.status, refused.body['code']]).toEqual([401, 'ENROLMENT_CODE_WRONG']);
    }
    expect((await administrator.post(`${accounts}/${id}/invitations`)).body['code']).toBe('ALREADY_ENROLLED');
  });

  it('gives way to a newer one, and ends with its time', async () => {
    const first = (await invite('Giám sát viên Hạ', ['supervisor'])).body as Invited;
    const second = (await administrator.post(`${accounts}/${first.id}/invitations`)).body as Invited;
    expect((await begin(first.code)).status).toBe(401);
    expect((await begin(second.code)).status).toBe(200);
    await stack.identitySql(
      { roles: 'system:accounts' },
      `UPDATE enrolment_code SET expires_at = now() WHERE account_id = $1`,
      [first.id],
    );
    expect((await begin(second.code)).status).toBe(401);
  });

  it('is an administrator’s to make, for roles that the kind of organisation has', async () => {
    const { code } = (await invite('Cán bộ Thu', ['dpo'])).body as Invited;
    const { secret } = await enrol(code);
    const { account } = (await begin(code)).body;
    expect(account).toBeUndefined();
    const rows = await stack.identitySql(
      { roles: 'system:accounts' },
      `SELECT name FROM account WHERE display_name = 'Cán bộ Thu'`,
    );
    const officer = await signInAs(String(rows[0]?.['name']), secret);
    expect((await invite('Ai đó', ['case_manager'], officer)).status).toBe(403);
    for (const roles of [['provincial_analyst'], ['partner_worker'], ['reporting_officer']])
      expect((await invite('Ai đó', roles)).body['code']).toBe('ROLE_NOT_IN_ORGANISATION');
    expect((await invite('Ai đó', [])).status).toBe(400);
  });
});

describe('a membership', () => {
  it('is changed and ended by the organisation’s administrator alone, at the next request', async () => {
    const { id, account, code } = (await invite('Cộng tác viên Mận', ['outreach_worker'])).body as Invited;
    const { secret } = await enrol(code);
    const person = await signInAs(account, secret);
    const roles = { roles: ['case_manager'] };
    const foreign = await otherAdministrator.post(`${accounts}/${id}/roles`, roles);
    const unknown = await otherAdministrator.post(`${accounts}/00000000-0000-4000-8000-000000000000/roles`, roles);
    expect([foreign.status, unknown.status]).toEqual([404, 404]);
    expect({ ...foreign.body, requestId: '' }).toEqual({ ...unknown.body, requestId: '' });
    expect((await otherAdministrator.post(`${accounts}/${id}/membership-end`)).status).toBe(404);
    expect(await person.readSession()).toMatchObject({ roles: ['outreach_worker'] });
    expect((await administrator.post(`${accounts}/${id}/roles`, roles)).status).toBe(204);
    expect(await person.readSession()).toMatchObject({ roles: ['case_manager'] });
    expect((await administrator.post(`${accounts}/${id}/membership-end`)).status).toBe(204);
    expect(await person.readSession()).toEqual({ signedIn: false });
  });

  it('is in a team of the organisation, which goes with the next request to a service', async () => {
    const { id, account, code } = (await invite('Cộng tác viên Sen', ['outreach_worker'])).body as Invited;
    const person = await signInAs(account, (await enrol(code)).secret);
    const teamInToken = async () => {
      stack.received.length = 0;
      expect((await person.get('/api/intake/cases')).status).toBe(200);
      const token = String(stack.received[0]?.headers.authorization).replace('Bearer ', '');
      return (await verifyUserToken(token, 'intake', stack.tokens.trusted)).actor.teamId;
    };
    expect(await teamInToken()).toBeUndefined();
    const teams = '/api/identity/teams';
    const own = (await administrator.post(teams, { name: 'Nhóm Phù Sa' })).body as { id: string };
    const foreign = (await otherAdministrator.post(teams, { name: 'Nhóm Phù Sa' })).body as { id: string };
    expect((await administrator.post(teams, { name: 'Nhóm Phù Sa' })).body['code']).toBe('TEAM_NAME_TAKEN');
    expect((await administrator.get(teams)).body).toEqual({ teams: [{ id: own.id, name: 'Nhóm Phù Sa' }] });
    const move = async (teamId: string | null, by = administrator) =>
      (await by.post(`${accounts}/${id}/team`, { teamId })).status;
    expect([await move(foreign.id), await move(foreign.id, otherAdministrator), await move(own.id, person)]).toEqual([
      404, 404, 403,
    ]);
    expect([await move(own.id), await teamInToken()]).toEqual([204, own.id]);
    expect((await administrator.get(accounts)).body['accounts']).toContainEqual(
      expect.objectContaining({ id, teamId: own.id }),
    );
    expect([await move(null), await teamInToken()]).toEqual([204, undefined]);
  });

  it('of the administrator is another administrator’s matter', async () => {
    const { accountId } = await administrator.readSession();
    const raised = await administrator.post(`${accounts}/${String(accountId)}/roles`, { roles: ['supervisor'] });
    expect([raised.status, raised.body['code']]).toEqual([409, 'OWN_MEMBERSHIP']);
    expect(await administrator.readSession()).toMatchObject({ roles: ['administrator'] });
  });

  it('changes only after a proof that is not old', async () => {
    const cookie = administrator.cookies.get('an_tam_session')?.value;
    const age = (minutes: number) =>
      stack.gatewaySql(
        `UPDATE session SET proved_at = now() - make_interval(mins => $2) WHERE cookie_hash = sha256(convert_to($1, 'UTF8'))`,
        [cookie, minutes],
      );
    await age(9);
    expect((await invite('Người Mới', ['case_manager'])).status).toBe(201);
    await age(11);
    const refused = await invite('Người Mới', ['case_manager']);
    expect([refused.status, refused.body['code']]).toEqual([403, 'STEP_UP_REQUIRED']);
    expect((await administrator.get(accounts)).status).toBe(200);
    await administrator.signIn('quan-tri-a', password);
    expect((await invite('Người Mới', ['case_manager'])).status).toBe(201);
  });
});

describe('colleagues', () => {
  const ids: Record<string, string> = {};
  const browsers: Record<string, TestBrowser> = {};
  let namedCentreId: string;

  beforeAll(async () => {
    namedCentreId = await stack.addOrganisation('Trung tâm C', 'social_work_centre');
    for (const [name, ...roles] of [
      ['mot', 'outreach_worker'],
      ['hai', 'administrator', 'case_manager'],
      ['ba', 'dpo'],
      ['bon', 'administrator'],
    ] as [string, ...Role[]][]) {
      ids[name] = await stack.addAccount(name, password);
      await stack.addMembership(ids[name], namedCentreId, roles);
      browsers[name] = stack.browser();
      await browsers[name].signIn(name, password);
    }
  }, 120_000);

  const namesFor = (name: string) => browsers[name]?.get('/api/identity/colleagues');
  /** With row security alone. */
  const visible = async (role: Role, organisationId: string) => {
    const sql = 'SELECT id FROM account WHERE id IN (SELECT account_id FROM membership)';
    return (await stack.identitySql({ roles: role, organisationId }, sql)).map(({ id }) => id).sort();
  };

  it('are those who work with the files of the own centre, by name and by that work alone', async () => {
    const known = [
      { id: ids['hai'], displayName: 'Nhân viên hai', roles: ['case_manager'] },
      { id: ids['mot'], displayName: 'Nhân viên mot', roles: ['outreach_worker'] },
    ];
    for (const name of ['mot', 'hai', 'ba'])
      expect(await namesFor(name)).toMatchObject({ status: 200, body: { colleagues: known } });
    const both = [ids['mot'], ids['hai']].sort();
    for (const role of ['outreach_worker', 'case_manager', 'supervisor', 'dpo'] as const)
      expect(await visible(role, namedCentreId)).toEqual(both);
    expect(await visible('case_manager', centreId)).not.toEqual(expect.arrayContaining([ids['mot']]));
  });

  it('are named to nobody else, and nobody who may not work is among them', async () => {
    expect((await namesFor('bon'))?.status).toBe(403);
    for (const role of ['partner_worker', 'reporting_officer'] as const)
      expect(await visible(role, namedCentreId)).toEqual([]);
    const disable = 'UPDATE account SET disabled = true WHERE id = $1';
    await stack.identitySql({ roles: 'system:accounts' }, disable, [ids['hai']]);
    const left = (await namesFor('mot'))?.body['colleagues'] as { id: string }[];
    expect(left.map(({ id }) => id)).toEqual([ids['mot']]);
  });
});
