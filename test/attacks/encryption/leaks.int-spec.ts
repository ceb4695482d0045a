import type { Actor } from '@an-tam/contracts';
import type { Kms } from '@an-tam/field-encryption';
import pg from 'pg';
import { CaseKeys, KEY_STORE } from '../../../apps/intake/src/case-keys/index.js';
import { ByteSearch, formsOf } from '../../../apps/launcher/src/demo/value-forms.js';
import { makeFullCase, readCase } from '../../support/attacked-case.js';
import { makeStaff, startIntake, type RunningIntake } from '../../support/intake-service.js';

const person = { alias: 'Sao Khuê 482915', name: 'Phạm Thị Kín 482915', phone: '0912 482 915' };
const renamed = 'Phạm Thị Đổi 482916';

/** One statement and each of its values, in all the ways in which a server could log them. */
function bytesOf(given: unknown): Buffer[] {
  if (given instanceof Uint8Array) return [Buffer.from(given)];
  if (Array.isArray(given)) return given.flatMap(bytesOf);
  if (typeof given === 'object' && given !== null) return Object.values(given).flatMap(bytesOf);
  return typeof given === 'string' || typeof given === 'number' ? [Buffer.from(`${given}`)] : [];
}

describe('someone who reads along', () => {
  let intake: RunningIntake;
  let manager: Actor;
  const statements: Buffer[] = [];
  const logged: Buffer[] = [];
  const answers: Buffer[] = [];

  beforeAll(async () => {
    // The logger writes to the stream itself once somebody stands in its way.
    jest.spyOn(process.stdout, 'write').mockImplementation((data) => {
      logged.push(Buffer.from(data));
      return true;
    });
    const client = pg.Client.prototype as unknown as Record<'query', (...given: unknown[]) => unknown>;
    const { query } = client;
    jest.spyOn(client, 'query').mockImplementation(function (this: unknown, ...given) {
      statements.push(...bytesOf(given));
      return query.apply(this, given);
    });
    intake = await startIntake({ settings: { AN_TAM_LOG_LEVEL: 'debug' } });
    manager = makeStaff();
  });
  afterAll(async () => {
    await intake.stop();
    jest.restoreAllMocks();
  });

  /** The whole life of a case, and everything that goes wrong with it. */
  async function journey(): Promise<string> {
    const { id } = await makeFullCase(intake, manager, person);
    expect(await readCase(intake, manager, id)).toMatchObject([
      { status: 200, body: { alias: person.alias } },
      { status: 200, body: { name: person.name } },
    ]);
    const failing = async (status: number, attempt: Promise<{ status: number; body: object }>) => {
      const answer = await attempt;
      expect(answer.status).toBe(status);
      answers.push(Buffer.from(JSON.stringify(answer.body)));
    };
    for (const body of [{ phone: person.phone }, { name: person.name }])
      expect((await intake.post(manager, '/case-searches', body)).body).toMatchObject({ cases: [{ id }] });
    const patch = (body: object) => intake.call(manager, 'PATCH', `/cases/${id}`, body);
    expect((await patch({ version: 1, name: renamed })).status).toBe(200);
    await failing(409, patch({ version: 7, name: person.name }));
    await failing(400, patch({ version: 1, name: person.name.repeat(20) }));
    await failing(400, patch({ version: 1, phone: `${person.phone} ${person.name}` }));
    await failing(400, intake.post(manager, '/cases', { alias: person.alias, phone: person.phone }));
    await failing(
      404,
      intake.post(makeStaff(), `/cases/${id}/follow-ups`, {
        occurredOn: '2026-11-20',
        channel: 'FACILITY',
        servicesDelivered: [],
      }),
    );
    await failing(400, intake.post(manager, `/cases/${id}/follow-ups`, { occurredOn: person.name }));

    await intake.rows(`ALTER TABLE client ADD CONSTRAINT no_more CHECK (version < 0) NOT VALID`);
    const { version } = (await intake.get(manager, `/cases/${id}`)).body;
    await failing(500, patch({ version, name: person.name }));
    await intake.rows('ALTER TABLE client DROP CONSTRAINT no_more');
    await intake.keyRows('REVOKE SELECT ON case_key FROM intake_keys_app');
    await failing(503, intake.get(manager, `/cases/${id}`));
    await intake.keyRows('GRANT SELECT ON case_key TO intake_keys_app');
    await intake.rows(`UPDATE client SET name = set_byte(name, 90, get_byte(name, 90) # 1) WHERE case_id = '${id}'`);
    await failing(503, intake.get(manager, `/cases/${id}/identity`));
    return id;
  }

  it('the statements sent to the database, the logs at their loudest, or the errors learns no value and no key', async () => {
    const id = await journey();
    const keys = await intake.app.get(CaseKeys).of(manager.organisationId, id);
    const { kek, bik } = await intake.app.get<Kms>(KEY_STORE).centreKeys(manager.organisationId);
    const secrets = [...keys, kek, bik].flatMap(({ bytes }) => {
      const key = Buffer.from(bytes);
      return [key, ...(['hex', 'base64', 'base64url'] as const).map((form) => Buffer.from(key.toString(form)))];
    });
    const values = [...Object.values(person), renamed].flatMap(formsOf);
    const search = new ByteSearch([...values, ...secrets]);

    // The ears work: what is meant to pass there is heard, and a value among it would be found.
    const [keyId = ''] = keys.map(({ keyId: bytes }) => Buffer.from(bytes).toString('latin1'));
    expect(statements.some((bytes) => bytes.toString('latin1') === keyId)).toBe(true);
    expect(statements.some((bytes) => bytes.toString() === id)).toBe(true);
    expect(Buffer.concat(logged).toString()).toContain('"msg":"Unexpected QueryFailedError"');
    expect(answers).toHaveLength(9);
    for (const heard of [...Object.values(person).map((value) => Buffer.from(`x${value}`)), ...secrets])
      expect(search.finds(Buffer.concat([Buffer.from('before'), heard]))).toBe(true);

    const found = (all: readonly Buffer[]) => all.filter((bytes) => search.finds(bytes)).map(String);
    expect({ statements: found(statements), logged: found(logged), answers: found(answers) }).toEqual({
      statements: [],
      logged: [],
      answers: [],
    });
    expect(statements.length).toBeGreaterThan(500);
  });
});
