import type { Actor } from '@an-tam/contracts';
import { makeFullCase, readCase } from '../../support/attacked-case.js';
import { colleagueOf, makeStaff, startIntake, type RunningIntake } from '../../support/intake-service.js';

const unreadable = { status: 503, body: expect.objectContaining({ code: 'RECORD_UNREADABLE' }) as unknown };
const parts = ['case_file', 'client', 'consent', 'screening', 'follow_up', 'case_referral'];

describe('a thief who writes in the database of wrapped keys', () => {
  let intake: RunningIntake;
  let manager: Actor;
  let stranger: Actor;
  let other: { id: string };
  let foreign: { id: string };

  beforeAll(async () => {
    intake = await startIntake();
    manager = makeStaff();
    stranger = makeStaff();
    other = await makeFullCase(intake, manager, { phone: '0912 888 002' });
    foreign = await makeFullCase(intake, stranger, { phone: '0912 888 003' });
  });
  afterAll(() => intake.stop());

  const statuses = async (actor: Actor, id: string) => (await readCase(intake, actor, id)).map(({ status }) => status);

  it.each<[string, (id: string) => string]>([
    [
      'the wrapped key of another case',
      (id) =>
        `UPDATE case_key SET (wrapped, key_id) = (SELECT wrapped, key_id FROM case_key WHERE case_id = '${other.id}') WHERE case_id = '${id}'`,
    ],
    [
      'the wrapped key of another centre',
      (id) =>
        `UPDATE case_key SET (wrapped, key_id) = (SELECT wrapped, key_id FROM case_key WHERE case_id = '${foreign.id}') WHERE case_id = '${id}'`,
    ],
    ['another version', (id) => `UPDATE case_key SET version = 2 WHERE case_id = '${id}'`],
    [
      'another key id',
      (id) => `UPDATE case_key SET key_id = set_byte(key_id, 0, get_byte(key_id, 0) # 1) WHERE case_id = '${id}'`,
    ],
    [
      'a wrapped key with one bit changed',
      (id) =>
        `UPDATE case_key SET wrapped = set_byte(wrapped, 100, get_byte(wrapped, 100) # 1) WHERE case_id = '${id}'`,
    ],
    [
      'a wrapped key cut short',
      (id) => `UPDATE case_key SET wrapped = substring(wrapped FROM 1 FOR 60) WHERE case_id = '${id}'`,
    ],
    [
      'a sealed field in place of a wrapped key',
      (id) => `UPDATE case_key SET wrapped = '\\xa7010101' || decode(repeat('00', 124), 'hex') WHERE case_id = '${id}'`,
    ],
  ])('who gives a case %s lets nobody read anything', async (_, statement) => {
    const { id } = await makeFullCase(intake, manager);
    expect(await statuses(manager, id)).toEqual([200, 200]);
    expect(await intake.keyRows(`${statement(id)} RETURNING 1`)).toHaveLength(1);
    for (const answer of await readCase(intake, manager, id)) expect(answer).toEqual(unreadable);
    expect([await statuses(manager, other.id), await statuses(stranger, foreign.id)].flat()).toEqual(
      Array(4).fill(200),
    );
  });

  it('who moves a key to the case of his choice opens neither', async () => {
    const [one, two] = [await makeFullCase(intake, manager), await makeFullCase(intake, manager)];
    expect([await statuses(manager, one.id), await statuses(manager, two.id)].flat()).toEqual(Array(4).fill(200));
    await intake.keyRows(`DELETE FROM case_key WHERE case_id = '${two.id}'`);
    await intake.keyRows(`UPDATE case_key SET case_id = '${two.id}' WHERE case_id = '${one.id}'`);
    for (const { id } of [one, two])
      for (const answer of await readCase(intake, manager, id)) expect(answer).toEqual(unreadable);
  });

  it('who names a key-encryption key that is not there is told that the keys are away, and reads nothing', async () => {
    const { id } = await makeFullCase(intake, manager);
    expect(await statuses(manager, id)).toEqual([200, 200]);
    const rename = `UPDATE case_key SET kek_version = 9 WHERE case_id = '${id}'`;
    await expect(intake.keyRows(rename)).rejects.toThrow(/case_key_under_kept_kek/);
    await intake.keyRows('ALTER TABLE case_key DROP CONSTRAINT case_key_under_kept_kek');
    await intake.keyRows(rename);
    for (const answer of await readCase(intake, manager, id))
      expect(answer).toMatchObject({ status: 503, body: { code: 'KEYS_UNAVAILABLE' } });
    expect(await statuses(manager, other.id)).toEqual([200, 200]);
  });

  describe('and restores after a case was shredded', () => {
    /** Everything of a case as a thief or a backup would have it, and the way to put it back. */
    async function shreddedWithCopies(phone: string) {
      const own = await makeFullCase(intake, manager, { phone });
      expect(await statuses(manager, own.id)).toEqual([200, 200]);
      const copy = `copy_${own.id.slice(0, 8)}`;
      for (const table of parts)
        await intake.rows(
          `CREATE TABLE ${copy}_${table} AS SELECT * FROM ${table} WHERE ${table === 'case_file' ? 'id' : 'case_id'} = '${own.id}'`,
        );
      await intake.keyRows(`CREATE TABLE ${copy} AS SELECT * FROM case_key WHERE case_id = '${own.id}'`);
      const supervisor = colleagueOf(manager, ['supervisor']);
      const { body } = await intake.get(manager, `/cases/${own.id}`);
      const erased = await intake.post(supervisor, `/cases/${own.id}/erasure`, {
        version: body['version'],
        typed: own.code,
      });
      expect(erased.body).toMatchObject({ state: 'erased' });
      expect(await intake.keyRows(`SELECT 1 FROM case_key WHERE case_id = '${own.id}'`)).toEqual([]);
      expect(await statuses(manager, own.id)).toEqual([404, 404]);
      return {
        id: own.id,
        restoreKeys: () => intake.keyRows(`INSERT INTO case_key SELECT * FROM ${copy}`),
        async restoreRows() {
          for (const table of parts) await intake.rows(`INSERT INTO ${table} SELECT * FROM ${copy}_${table}`);
        },
      };
    }

    it('the key alone: the case stays gone', async () => {
      const { id, restoreKeys } = await shreddedWithCopies('0912 888 004');
      await restoreKeys();
      expect(await intake.keyRows(`SELECT 1 FROM case_key WHERE case_id = '${id}'`)).toHaveLength(1);
      expect(await statuses(manager, id)).toEqual([404, 404]);
    });

    it('the rows alone: without the tombstone they are there, and nobody can read them', async () => {
      const { id, restoreRows } = await shreddedWithCopies('0912 888 005');
      await restoreRows();
      expect(await statuses(manager, id)).toEqual([404, 404]);
      await intake.rows(`DELETE FROM case_tombstone WHERE id = '${id}'`);
      for (const answer of await readCase(intake, manager, id)) expect(answer).toEqual(unreadable);
    });

    it('keys and rows: the tombstone keeps the case from everybody', async () => {
      const { id, restoreKeys, restoreRows } = await shreddedWithCopies('0912 888 006');
      await restoreKeys();
      await restoreRows();
      for (const actor of [manager, colleagueOf(manager, ['supervisor'])])
        expect(await statuses(actor, id)).toEqual([404, 404]);
      const found = await intake.post(manager, '/case-searches', { phone: '0912888006' });
      expect(found.body).toEqual({ cases: [], hasMore: false });
    });
  });
});
