import { PostgresQueryRunner } from 'typeorm/driver/postgres/PostgresQueryRunner.js';
import { AttemptThrottle } from '../../../apps/identity/src/attempts/index.js';
import { PasswordHasher } from '../../../apps/identity/src/passwords/index.js';
import { asUpkeep, startSignInStack } from '../../support/sign-in-stack.js';

const password = 'mat-khau-thu-nghiem';
let stack: Awaited<ReturnType<typeof startSignInStack>>;

beforeAll(async () => {
  stack = await startSignInStack();
  const centreId = await stack.addOrganisation('Trung tâm A', 'social_work_centre');
  for (const name of ['co-that', 'nghi-viec', 'chua-thiet-lap'])
    await stack.addMembership(await stack.addAccount(name, password), centreId, ['case_manager']);
  await stack.addAccount('khong-don-vi', password);
  const retire = `UPDATE account SET disabled = true WHERE name = 'nghi-viec'`;
  await stack.identitySql(asUpkeep, retire);
}, 120_000);

afterAll(() => stack.stop());

afterEach(() => stack.forgetAttempts());

/** What a sign-in makes the service do: every statement, and every hash with what it costs. */
async function workFor(account: string) {
  const person = stack.browser();
  const uid = await person.beginSignIn();
  const statements = jest.spyOn(PostgresQueryRunner.prototype, 'query');
  const hashes = jest.spyOn(stack.identity.get(PasswordHasher, { strict: false }), 'verify');
  const answer = await person.post(`/oidc/interaction/${uid}/sign-in`, { account, password: 'sai-mat-khau' });
  const done = {
    statements: statements.mock.calls.map(([sql]) => sql.replaceAll(/\s+/g, ' ')),
    hashes: hashes.mock.calls.map(([hash]) => hash.split('$').slice(0, 4).join('$')),
    answer: { status: answer.status, ...answer.body, requestId: '' },
  };
  statements.mockRestore();
  hashes.mockRestore();
  return done;
}

describe('whether an account exists', () => {
  it('is told by no answer and by no work: a wrong password and an unknown account are one and the same', async () => {
    const real = await workFor('co-that');
    expect(real.answer).toMatchObject({ status: 401, code: 'SIGN_IN_FAILED' });
    expect(real.hashes).toEqual(['$argon2id$v=19$m=65536,t=2,p=1']);
    expect(real.statements.filter((sql) => sql.includes('audit_entry'))).toHaveLength(1);
    for (const other of ['khong-co-ai', 'nghi-viec', 'khong-don-vi']) expect(await workFor(other)).toEqual(real);
  });

  it('is told by no code: one that was never given answers like one that was used', async () => {
    for (const code of ['aaaa-bbbb-cccc-dddd', 'zzzz-yyyy-xxxx-wwww']) {
      const answer = await stack.browser().post('/oidc/enrolment/begin', { code });
      expect([answer.status, answer.body['code']]).toEqual([401, 'ENROLMENT_CODE_WRONG']);
    }
  });
});

describe('a lock-out', () => {
  it('leaves the passkey open to everybody behind an address from which somebody guessed on and on', async () => {
    const throttle = stack.identity.get(AttemptThrottle, { strict: false });
    const guess = (n: number) => throttle.admit(throttle.keyOf(`ai-do-${n}`, '127.0.0.1'), 'test-guess');
    for (let n = 0; n < 100; n += 1) await guess(n);
    await expect(guess(100)).rejects.toThrow();
    const person = stack.browser();
    const uid = await person.beginSignIn();
    const byPassword = await person.post(`/oidc/interaction/${uid}/sign-in`, { account: 'co-that', password });
    expect(byPassword.status).toBe(429);
    const response = {
      id: 'AAAAAAAAAAAAAAAAAAAAAA',
      rawId: 'AAAAAAAAAAAAAAAAAAAAAA',
      type: 'public-key',
      response: { clientDataJSON: 'e30', authenticatorData: 'AA', signature: 'AA' },
    };
    const prove = () => person.post(`/oidc/interaction/${uid}/passkey`, { response });
    for (let n = 0; n < 30; n += 1) expect((await prove()).body['code']).toBe('PASSKEY_REFUSED');
    expect((await prove()).status).toBe(429);
    const colleague = stack.browser();
    const other = await colleague.beginSignIn();
    const answer = await colleague.post(`/oidc/interaction/${other}/passkey`, { response });
    expect([answer.status, answer.body['code']]).toEqual([400, 'PASSKEY_REFUSED']);
  });
});
