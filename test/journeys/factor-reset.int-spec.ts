import { generateSync } from 'otplib';
import { asUpkeep, startSignInStack } from '../support/sign-in-stack.js';
import type { TestBrowser } from '../support/test-browser.js';

const password = 'mat-khau-thu-nghiem';
let stack: Awaited<ReturnType<typeof startSignInStack>>;
let centreId: string;
const people = new Map<string, { id: string; browser: TestBrowser }>();

const resets = '/api/identity/factor-resets';
type Listed = { id: string; account: { id: string }; state: string; opensAt: string | null };

async function addPerson(name: string, roles: Parameters<typeof stack.addMembership>[2], organisationId = centreId) {
  const id = await stack.addAccount(name, password);
  await stack.addMembership(id, organisationId, roles);
  const browser = stack.browser();
  await browser.signIn(name, password);
  people.set(name, { id, browser });
}

function person(name: string) {
  const found = people.get(name);
  if (!found) throw new Error(`nobody is called ${name}`);
  return found;
}
const by = (name: string) => person(name).browser;

const ask = (asker: string, owner: string, reason = 'device_lost') =>
  by(asker).post(`/api/identity/accounts/${person(owner).id}/factor-resets`, { reason });
const listed = async (reader: string) => (await by(reader).get(resets)).body['factorResets'] as Listed[];
const approve = (approver: string, id: string) => by(approver).post(`${resets}/${id}/approval`);

/** Asked for and approved. @returns the code that was shown to who approved. */
async function decided(owner: string): Promise<{ id: string; code: string }> {
  expect((await ask('quan-tri', owner)).status).toBe(204);
  const row = (await listed('giam-sat')).find(({ account }) => account.id === person(owner).id);
  const answer = await approve('giam-sat', row?.id ?? '');
  expect(answer.status).toBe(200);
  return { id: row?.id ?? '', code: String(answer.body['code']) };
}

/** Moves the end of the waiting time to now. */
const waitIsOver = (id: string) =>
  stack.identitySql(asUpkeep, 'UPDATE factor_reset SET opens_at = now() WHERE id = $1', [id]);

const begin = (code: string) => stack.browser().post('/oidc/enrolment/begin', { code });

async function renew(code: string, secretWord = password) {
  const { secret, draft } = (await begin(code)).body['authenticator'] as { secret: string; draft: string };
  const authenticator = { draft, code: generateSync({ secret }) };
  const done = await stack.browser().post('/oidc/enrolment/complete', { code, password: secretWord, authenticator });
  return { secret, done };
}

beforeAll(async () => {
  stack = await startSignInStack();
  centreId = await stack.addOrganisation('Trung tâm A', 'social_work_centre');
  const otherId = await stack.addOrganisation('Trung tâm B', 'social_work_centre');
  await addPerson('quan-tri', ['administrator']);
  await addPerson('quan-tri-hai', ['administrator']);
  await addPerson('giam-sat', ['supervisor']);
  await addPerson('dieu-phoi', ['case_manager']);
  await addPerson('tiep-can', ['outreach_worker']);
  await addPerson('quan-tri-khac', ['administrator'], otherId);
}, 120_000);

afterAll(async () => stack.stop());

afterEach(async () => stack.forgetAttempts());

describe('a lost second factor', () => {
  it('is replaced by its owner after two people, the waiting time, the code and the password', async () => {
    const owner = by('dieu-phoi');
    const { codes } = (await owner.post('/api/identity/own-account/factors/recovery-codes')).body as {
      codes: string[];
    };
    expect((await owner.readSession())['factorReset']).toBeNull();
    expect((await ask('quan-tri', 'dieu-phoi')).status).toBe(204);
    expect((await owner.readSession())['factorReset']).toEqual({ opensAt: null });
    const [row] = await listed('giam-sat');
    expect(row).toMatchObject({ state: 'asked', opensAt: null, account: { displayName: 'Nhân viên dieu-phoi' } });
    expect((await approve('tiep-can', row?.id ?? '')).status).toBe(403);
    const { account, code, opensAt } = (await approve('giam-sat', row?.id ?? '')).body as Record<string, string>;
    expect(account).toBe('dieu-phoi');
    expect(Date.parse(opensAt ?? '') - Date.now()).toBeGreaterThan(23 * 3_600_000);
    expect((await owner.readSession())['factorReset']).toEqual({ opensAt });
    const early = await begin(code ?? '');
    expect([early.status, early.body['code']]).toEqual([409, 'FACTOR_RESET_WAITING']);
    const kept = await stack.identitySql(asUpkeep, 'SELECT * FROM factor_reset');
    expect(JSON.stringify(kept)).not.toContain(code);

    await waitIsOver(row?.id ?? '');
    expect((await begin(code ?? '')).body).toMatchObject({ account: 'dieu-phoi', renews: true });
    const wrong = await renew(code ?? '', 'mat-khau-nao-do');
    expect([wrong.done.status, wrong.done.body['code']]).toEqual([400, 'WRONG_PASSWORD']);
    expect(await owner.readSession()).toMatchObject({ signedIn: true });
    const { secret, done } = await renew(code ?? '');
    expect([done.status, (done.body['codes'] as string[]).length]).toEqual([200, 10]);

    expect(await owner.readSession()).toEqual({ signedIn: false });
    const again = stack.browser();
    const uid = await again.beginSignIn();
    const enter = (typed: string) => again.post(`/oidc/interaction/${uid}/code`, { code: typed });
    expect((await again.post(`/oidc/interaction/${uid}/sign-in`, { account, password })).body).toEqual({
      next: 'code',
    });
    expect((await enter(codes[0] ?? '')).status).toBe(400);
    expect((await enter(generateSync({ secret: stack.authenticator }))).status).toBe(400);
    const next = generateSync({ secret, epoch: Math.floor(Date.now() / 1000) + 30 });
    await again.complete(await enter(next));
    expect(await again.readSession()).toMatchObject({ signedIn: true, factorReset: null });
    expect((await begin(code ?? '')).body['code']).toBe('ENROLMENT_CODE_WRONG');
    const told = await stack.identitySql(
      { roles: 'dpo', organisationId: centreId },
      `SELECT action, resource, outcome FROM audit_entry WHERE record_id = $1 AND resource IN ('FactorReset', 'Factor')
        ORDER BY at`,
      [person('dieu-phoi').id],
    );
    expect(told.map((entry) => Object.values(entry).join(' '))).toEqual([
      'create FactorReset done',
      'approve FactorReset done',
      'renew Factor denied',
      'renew Factor done',
    ]);
  });

  it('is stopped by its owner from any session, and the code is worth nothing', async () => {
    const { id, code } = await decided('tiep-can');
    await waitIsOver(id);
    expect((await begin(code)).status).toBe(200);
    expect((await by('tiep-can').post('/api/identity/own-account/factor-reset/stop')).status).toBe(204);
    expect((await by('tiep-can').readSession())['factorReset']).toBeNull();
    expect((await begin(code)).body['code']).toBe('ENROLMENT_CODE_WRONG');
    expect(await listed('giam-sat')).toEqual([]);
  });

  it('is called off by the organisation, and ends with its time and with the membership', async () => {
    const first = await decided('tiep-can');
    await waitIsOver(first.id);
    expect((await begin(first.code)).status).toBe(200);
    expect((await by('quan-tri-khac').post(`${resets}/${first.id}/cancellation`)).status).toBe(404);
    expect((await by('quan-tri-hai').post(`${resets}/${first.id}/cancellation`)).status).toBe(204);
    expect((await begin(first.code)).status).toBe(401);

    const second = await decided('tiep-can');
    await waitIsOver(second.id);
    const expire = 'UPDATE factor_reset SET expires_at = now() WHERE id = $1';
    expect((await begin(second.code)).status).toBe(200);
    await stack.identitySql(asUpkeep, expire, [second.id]);
    expect((await begin(second.code)).status).toBe(401);

    const third = await decided('tiep-can');
    await waitIsOver(third.id);
    expect((await begin(third.code)).status).toBe(200);
    const { id } = person('tiep-can');
    await stack.identitySql(asUpkeep, 'DELETE FROM membership WHERE account_id = $1', [id]);
    expect((await begin(third.code)).status).toBe(401);
    await stack.addMembership(id, centreId, ['outreach_worker']);
    await stack.identitySql(asUpkeep, 'UPDATE factor_reset SET expires_at = now() WHERE id = $1', [third.id]);
  });

  it('needs two people who are not its owner', async () => {
    expect((await ask('quan-tri', 'quan-tri')).body['code']).toBe('OWN_FACTOR_RESET');
    expect((await ask('giam-sat', 'tiep-can')).status).toBe(403);
    expect((await ask('quan-tri', 'quan-tri-hai')).status).toBe(204);
    expect((await ask('quan-tri', 'quan-tri-hai')).body['code']).toBe('FACTOR_RESET_OPEN');
    const [row] = await listed('quan-tri');
    for (const refused of ['quan-tri', 'quan-tri-hai']) {
      const answer = await approve(refused, row?.id ?? '');
      expect([answer.status, answer.body['code']]).toEqual([409, 'SECOND_PERSON_NEEDED']);
    }
    expect((await approve('quan-tri-khac', row?.id ?? '')).status).toBe(404);
    expect((await approve('giam-sat', row?.id ?? '')).status).toBe(200);
    expect((await approve('giam-sat', row?.id ?? '')).body['code']).toBe('FACTOR_RESET_OPEN');
    const three = 'UPDATE factor_reset SET approved_by = asked_by WHERE id = $1';
    await expect(stack.identitySql(asUpkeep, three, [row?.id])).rejects.toThrow(/check constraint/);
  });

  it('is asked for members who have set up a sign-in, with a reason of the list', async () => {
    const foreign = await by('quan-tri-khac').post(`/api/identity/accounts/${person('giam-sat').id}/factor-resets`, {
      reason: 'device_lost',
    });
    expect(foreign.status).toBe(404);
    const refused = await ask('quan-tri', 'giam-sat', 'vi-sao');
    expect([refused.status, (refused.body['errors'] as { field: string }[])[0]?.field]).toEqual([400, 'reason']);
    const invited = await by('quan-tri').post('/api/identity/accounts', { displayName: 'Người Mới', roles: ['dpo'] });
    const { id } = invited.body as { id: string };
    const early = await by('quan-tri').post(`/api/identity/accounts/${id}/factor-resets`, { reason: 'never_set_up' });
    expect(early.body['code']).toBe('NOT_ENROLLED');
  });
});
