import type { Actor } from '@an-tam/contracts';
import { makeFullCase, readCase, withoutRequestId } from '../../support/attacked-case.js';
import { colleagueOf, makeStaff, startIntake, type RunningIntake } from '../../support/intake-service.js';

type FullCase = Awaited<ReturnType<typeof makeFullCase>>;

/** The one answer to every row that does not fit its MAC or does not open. */
const refusal = { status: 503, body: expect.objectContaining({ code: 'RECORD_UNREADABLE' }) as unknown };

describe('a thief who writes in the database', () => {
  let intake: RunningIntake;
  let manager: Actor;
  let stranger: Actor;
  let other: FullCase;
  let foreign: FullCase;

  beforeAll(async () => {
    intake = await startIntake();
    manager = makeStaff();
    stranger = makeStaff();
    other = await makeFullCase(intake, manager, { alias: 'Sao Mai', phone: '0912 888 002' });
    foreign = await makeFullCase(intake, stranger, { alias: 'Sao Hôm', phone: '0912 888 003' });
  });
  afterAll(() => intake.stop());

  const refusals: unknown[] = [];

  /**
   * The owner reads the case, the statement is run, and she reads again: each answer is what it was or the refusal,
   * at least one is refused, and nobody else's case notices.
   */
  async function attack(statement: (own: FullCase) => string | Promise<string>): Promise<void> {
    const own = await makeFullCase(intake, manager);
    const sql = await statement(own);
    const before = await readCase(intake, manager, own.id);
    const neighbours = async () => [
      await readCase(intake, manager, other.id),
      await readCase(intake, stranger, foreign.id),
    ];
    const untouched = await neighbours();
    expect([before, ...untouched].flat().map(({ status }) => status)).toEqual(Array(6).fill(200));

    const changed = await intake.rows(`${sql} RETURNING 1`);
    expect(changed).not.toEqual([]);
    const after = await readCase(intake, manager, own.id);
    const refused = after.filter(({ status }) => status !== 200);
    expect(refused).not.toEqual([]);
    for (const answer of refused) expect(answer).toEqual(refusal);
    for (const [at, answer] of after.entries()) if (answer.status === 200) expect(answer).toEqual(before[at]);
    refusals.push(...refused);
    expect(await neighbours()).toEqual(untouched);
  }

  const clientColumns =
    'name, phone, birth_year, target_group, sex, phone_index, phone_index_version, version, row_mac';

  it.each<[string, (own: FullCase) => string]>([
    ['across columns', ({ id }) => `UPDATE client SET birth_year = phone WHERE case_id = '${id}'`],
    ['across columns of one type', ({ id }) => `UPDATE client SET sex = target_group WHERE case_id = '${id}'`],
    [
      'across rows of one case',
      ({ id, consentId }) =>
        `UPDATE consent SET terms = (SELECT terms FROM consent WHERE id = '${consentId}') WHERE case_id = '${id}' AND id <> '${consentId}'`,
    ],
    [
      'across tables',
      ({ id }) => `UPDATE client SET name = (SELECT alias FROM case_file WHERE id = '${id}') WHERE case_id = '${id}'`,
    ],
    [
      'across cases',
      ({ id }) =>
        `UPDATE case_file SET alias = (SELECT alias FROM case_file WHERE id = '${other.id}') WHERE id = '${id}'`,
    ],
    [
      'across centres',
      ({ id }) =>
        `UPDATE case_file SET alias = (SELECT alias FROM case_file WHERE id = '${foreign.id}') WHERE id = '${id}'`,
    ],
    [
      'as a whole row with its MAC, to another case',
      ({ id }) =>
        `UPDATE client SET (${clientColumns}) = (SELECT ${clientColumns} FROM client WHERE case_id = '${other.id}') WHERE case_id = '${id}'`,
    ],
    [
      'as a whole row with its id, to another case',
      ({ id }) =>
        `UPDATE follow_up SET case_id = '${id}' WHERE id = (SELECT id FROM follow_up WHERE case_id NOT IN ('${id}', '${other.id}', '${foreign.id}') LIMIT 1)`,
    ],
    [
      'as a copy of a row under a new id',
      ({ id }) =>
        `INSERT INTO follow_up (id, case_id, centre_id, version, row_mac, content) SELECT gen_random_uuid(), case_id, centre_id, version, row_mac, content FROM follow_up WHERE case_id = '${id}' LIMIT 1`,
    ],
  ])('cannot move a value %s', (_, statement) => attack(statement));

  it.each<[string, (own: FullCase) => string]>([
    [
      'one bit',
      ({ id }) => `UPDATE client SET phone = set_byte(phone, 90, get_byte(phone, 90) # 1) WHERE case_id = '${id}'`,
    ],
    ['the version byte', ({ id }) => `UPDATE screening SET content = set_byte(content, 3, 2) WHERE case_id = '${id}'`],
    ['the key id', ({ id }) => `UPDATE screening SET content = set_byte(content, 5, 7) WHERE case_id = '${id}'`],
    ['the key version', ({ id }) => `UPDATE follow_up SET content = set_byte(content, 23, 9) WHERE case_id = '${id}'`],
    ['the length', ({ id }) => `UPDATE screening SET content = content || '\\x00' WHERE case_id = '${id}'`],
    [
      'the row MAC',
      ({ id }) =>
        `UPDATE consent SET row_mac = set_byte(row_mac, 0, get_byte(row_mac, 0) # 128) WHERE case_id = '${id}'`,
    ],
  ])('cannot change %s unnoticed', (_, statement) => attack(statement));

  it.each<[string, (own: FullCase) => string]>([
    [
      'exchanged for that of another case',
      ({ id }) =>
        `UPDATE client SET phone_index = (SELECT phone_index FROM client WHERE case_id = '${other.id}') WHERE case_id = '${id}'`,
    ],
    [
      'taken out',
      ({ id }) => `UPDATE client SET phone_index = NULL, phone_index_version = NULL WHERE case_id = '${id}'`,
    ],
    ['of another version', ({ id }) => `UPDATE client SET phone_index_version = 2 WHERE case_id = '${id}'`],
  ])('cannot have an index %s', (_, statement) => attack(statement));

  it.each<[string, (own: FullCase) => string]>([
    ['assignee', ({ id }) => `UPDATE case_file SET assignee_id = gen_random_uuid() WHERE id = '${id}'`],
    ['opener', ({ id }) => `UPDATE case_file SET opened_by_id = gen_random_uuid() WHERE id = '${id}'`],
    ['code', ({ id }) => `UPDATE case_file SET code = 'AAAA-AAAA-' || left('${id}', 8) WHERE id = '${id}'`],
    ['status', ({ id }) => `UPDATE case_file SET status = 'closed' WHERE id = '${id}'`],
    ['row version', ({ id }) => `UPDATE case_file SET version = 7 WHERE id = '${id}'`],
    ['consent', ({ consentId }) => `UPDATE consent SET status = 'withdrawn' WHERE id = '${consentId}'`],
    [
      'recipient of a referral',
      ({ referralId }) => `UPDATE case_referral SET organisation_id = gen_random_uuid() WHERE id = '${referralId}'`,
    ],
    [
      'service of a referral',
      ({ referralId }) => `UPDATE case_referral SET service_id = gen_random_uuid() WHERE id = '${referralId}'`,
    ],
    [
      'state of a referral',
      ({ referralId }) => `UPDATE case_referral SET state = 'completed' WHERE id = '${referralId}'`,
    ],
    [
      'urgency of a referral',
      ({ referralId }) => `UPDATE case_referral SET urgency = 'urgent' WHERE id = '${referralId}'`,
    ],
    [
      'consent behind a referral',
      ({ id, consentId, referralId }) =>
        `UPDATE case_referral SET consent_id = (SELECT id FROM consent WHERE case_id = '${id}' AND id <> '${consentId}' LIMIT 1) WHERE id = '${referralId}'`,
    ],
  ])('cannot edit the %s unnoticed', (_, statement) => attack(statement));

  it('cannot make a withdrawn consent valid again', () =>
    attack(async ({ id, consentId }) => {
      const withdrawn = await intake.post(manager, `/cases/${id}/consents/${consentId}/withdrawal`, {});
      expect(withdrawn.body).toMatchObject({ consent: { id: consentId, withdrawnOn: expect.any(String) } });
      return `UPDATE consent SET status = 'given' WHERE id = '${consentId}'`;
    }));

  it('cannot replay an old ciphertext into the present row', () =>
    attack(async ({ id }) => {
      const [{ alias: old } = {}] = await intake.rows(
        `SELECT encode(alias, 'hex') AS alias FROM case_file WHERE id = '${id}'`,
      );
      const { status } = await intake.call(manager, 'PATCH', `/cases/${id}`, { version: 1, alias: 'Sao Đổi Ngôi' });
      expect(status).toBe(200);
      return `UPDATE case_file SET alias = '\\x${String(old)}' WHERE id = '${id}'`;
    }));

  it('cannot replay an old ciphertext with the MAC and version it had into a row whose other values went on', () =>
    attack(async ({ id }) => {
      const [old] = await intake.rows(
        `SELECT encode(phone, 'hex') AS phone, encode(row_mac, 'hex') AS mac, version FROM client WHERE case_id = '${id}'`,
      );
      const { status } = await intake.call(manager, 'PATCH', `/cases/${id}`, { version: 1, name: 'Phạm Thị Khác' });
      expect(status).toBe(200);
      const { phone, mac, version } = old as { phone: string; mac: string; version: number };
      return `UPDATE client SET phone = '\\x${phone}', row_mac = '\\x${mac}', version = ${version} WHERE case_id = '${id}'`;
    }));

  it('cannot make a search for one number find another case', async () => {
    const own = await makeFullCase(intake, manager, { phone: '0912 888 004' });
    const sought = await makeFullCase(intake, manager, { phone: '0912 888 005' });
    const found = () => intake.post(manager, '/case-searches', { phone: '0912888005' });
    const alone = { cases: [{ id: sought.id }], hasMore: false };
    expect((await found()).body).toMatchObject(alone);
    const index = (id: string) => `(SELECT phone_index FROM client WHERE case_id = '${id}')`;
    const [{ kept } = {}] = await intake.rows(`SELECT encode(${index(own.id)}, 'hex') AS kept`);
    await intake.rows(`UPDATE client SET phone_index = ${index(sought.id)} WHERE case_id = '${own.id}'`);
    const refused = withoutRequestId(await found());
    expect(refused).toEqual(refusal);
    refusals.push(refused);
    await intake.rows(`UPDATE client SET phone_index = '\\x${String(kept)}' WHERE case_id = '${own.id}'`);
    expect((await found()).body).toMatchObject(alone);
  });

  it('cannot give a case to another centre, which would read nothing of it', async () => {
    const own = await makeFullCase(intake, manager);
    const before = await readCase(intake, manager, own.id);
    expect(before.map(({ status }) => status)).toEqual([200, 200]);
    const give = async (centreId: string) => {
      await intake.rows(`UPDATE case_file SET centre_id = '${centreId}' WHERE id = '${own.id}'`);
      for (const table of ['client', 'consent', 'screening', 'follow_up', 'case_referral'])
        await intake.rows(`UPDATE ${table} SET centre_id = '${centreId}' WHERE case_id = '${own.id}'`);
      await intake.keyRows(`UPDATE case_key SET centre_id = '${centreId}' WHERE case_id = '${own.id}'`);
    };
    await give(stranger.organisationId);
    expect((await readCase(intake, manager, own.id)).map(({ status }) => status)).toEqual([404, 404]);
    for (const thief of [stranger, colleagueOf(stranger, ['supervisor'])]) {
      const seen = await readCase(intake, thief, own.id);
      for (const answer of seen) expect(answer).toEqual(refusal);
      refusals.push(...seen);
    }
    await give(manager.organisationId);
    const [page, identity] = await readCase(intake, manager, own.id);
    expect([page?.status, identity]).toEqual([200, before[1]]);
  });

  describe('and puts back what was written before', () => {
    /** Version and MAC of a row, and those of the last entry of the audit log about it. */
    async function recorded(table: string, id: string) {
      const [row] = await intake.rows(`SELECT version, encode(row_mac, 'hex') AS mac FROM ${table} WHERE id = '${id}'`);
      const [entry] = await intake.rows(`SELECT row_version AS version, encode(row_mac, 'hex') AS mac FROM audit_entry
        WHERE record_id = '${id}' AND row_mac IS NOT NULL ORDER BY at DESC LIMIT 1`);
      return { row, entry };
    }

    async function putBackWhole(table: string, id: string, change: () => Promise<unknown>): Promise<void> {
      await intake.rows(`CREATE TABLE kept_${table} AS SELECT * FROM ${table} WHERE id = '${id}'`);
      await change();
      const honest = await recorded(table, id);
      expect(honest.row).toEqual(honest.entry);
      const columns = await intake.rows(
        `SELECT string_agg(quote_ident(column_name), ', ') AS names FROM information_schema.columns WHERE table_name = '${table}'`,
      );
      const names = String(columns[0]?.['names']);
      await intake.rows(`UPDATE ${table} SET (${names}) = (SELECT ${names} FROM kept_${table}) WHERE id = '${id}'`);
    }

    it('as a whole row is betrayed by the audit log, which has another version and MAC', async () => {
      const own = await makeFullCase(intake, manager);
      await putBackWhole('case_file', own.id, async () => {
        const { status } = await intake.call(manager, 'PATCH', `/cases/${own.id}`, { version: 1, alias: 'Sao Băng' });
        expect(status).toBe(200);
      });
      const { row, entry } = await recorded('case_file', own.id);
      expect(row).toMatchObject({ version: 1 });
      expect(entry).toMatchObject({ version: 2 });
      expect(row?.['mac']).not.toBe(entry?.['mac']);
    });

    it('as the row of a consent that was withdrawn since is betrayed as well', async () => {
      const own = await makeFullCase(intake, manager);
      await putBackWhole('consent', own.consentId, async () => {
        const withdrawn = await intake.post(manager, `/cases/${own.id}/consents/${own.consentId}/withdrawal`, {});
        expect(withdrawn.status).toBe(200);
      });
      const { row, entry } = await recorded('consent', own.consentId);
      expect(row?.['version']).not.toBe(entry?.['version']);
      expect(row?.['mac']).not.toBe(entry?.['mac']);
    });
  });

  it('cannot set a sealed value to NULL, and when he takes the constraints away it is not taken for one', async () => {
    const own = await makeFullCase(intake, manager);
    const nulled = (table: string, column: string) =>
      `UPDATE ${table} SET ${column} = NULL WHERE case_id = '${own.id}'`;
    const columns = [
      ['client', 'name'],
      ['consent', 'withdrawn_on'],
      ['screening', 'content'],
    ] as const;
    for (const [table, column] of columns) await expect(intake.rows(nulled(table, column))).rejects.toThrow(/not-null/);
    for (const [table, column] of columns) {
      const kept = await intake.rows(
        `SELECT id, encode(${column}, 'hex') AS value FROM ${table} WHERE case_id = '${own.id}'`,
      );
      expect((await readCase(intake, manager, own.id)).map(({ status }) => status)).toEqual([200, 200]);
      await intake.rows(`ALTER TABLE ${table} ALTER ${column} DROP NOT NULL`);
      await intake.rows(nulled(table, column));
      const refused = (await readCase(intake, manager, own.id)).filter(({ status }) => status !== 200);
      expect(refused).not.toEqual([]);
      for (const answer of refused) expect(answer).toEqual(refusal);
      refusals.push(...refused);
      for (const { id, value } of kept)
        await intake.rows(`UPDATE ${table} SET ${column} = '\\x${String(value)}' WHERE id = '${String(id)}'`);
    }
    expect((await readCase(intake, manager, own.id)).map(({ status }) => status)).toEqual([200, 200]);
  });

  it('learns nothing from how he is refused: every refusal was the same', () => {
    expect(refusals.length).toBeGreaterThan(30);
    expect(new Set(refusals.map((answer) => JSON.stringify(answer))).size).toBe(1);
  });
});
