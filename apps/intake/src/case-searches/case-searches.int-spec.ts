import type { Actor, CaseListItem } from '@an-tam/contracts';
import {
  colleagueOf,
  makeStaff,
  openCase,
  startIntake,
  type RunningIntake,
} from '../../../../test/support/intake-service.js';

describe('searching for a file', () => {
  let intake: RunningIntake;
  let manager: Actor;

  beforeAll(async () => {
    intake = await startIntake();
    manager = makeStaff();
  });
  afterAll(() => intake.stop());

  const search = (actor: Actor, body: object) => intake.post(actor, '/case-searches', body);
  const found = async (actor: Actor, body: object) => {
    const answer = await search(actor, body);
    if (answer.status !== 200) throw new Error(`The search failed: ${JSON.stringify(answer.body)}`);
    return (answer.body['cases'] as CaseListItem[]).map(({ id }) => id);
  };

  it('finds a phone number however it is written, and no other number', async () => {
    const { id } = await openCase(intake, manager, { phone: '0912 345 678' });
    for (const phone of ['0912345678', '+84 912 345 678', '84912345678', '0912.345.678'])
      expect(await found(manager, { phone })).toEqual([id]);
    expect(await found(manager, { phone: '0912345679' })).toEqual([]);
    await intake.call(manager, 'PATCH', `/cases/${id}`, { version: 1, phone: '0987 000 111' });
    expect(await found(manager, { phone: '0912345678' })).toEqual([]);
    expect(await found(manager, { phone: '0987000111' })).toEqual([id]);
  });

  it('does not show a case whose index was moved onto it', async () => {
    const { id: mine } = await openCase(intake, manager, { phone: '0933 000 001' });
    const { id: other } = await openCase(intake, manager, { phone: '0933 000 002' });
    expect(await found(manager, { phone: '0933000001' })).toEqual([mine]);
    await intake.rows(`UPDATE client SET phone_index = (SELECT phone_index FROM client WHERE case_id = '${mine}')
                        WHERE case_id = '${other}'`);
    const answer = await search(manager, { phone: '0933000001' });
    expect([answer.status, answer.body['code']]).toEqual([503, 'RECORD_UNREADABLE']);
    await intake.rows(`UPDATE case_file SET centre_id = gen_random_uuid() WHERE id = '${other}'`);
  });

  it('finds names and aliases without regard to tone marks', async () => {
    const staff = makeStaff();
    const { id: hoa } = await openCase(intake, staff, { alias: 'Bông Súng', name: 'Nguyễn Thị Hòa' });
    const { id: other } = await openCase(intake, staff, { alias: 'Đào Hoà', name: 'Trần Văn Lan' });
    for (const name of ['nguyen thi hoa', 'Nguyễn Thị Hoà', 'HOA NGUYEN', 'nguyê'])
      expect(await found(staff, { name })).toEqual([hoa]);
    expect(await found(staff, { name: 'hoa' })).toEqual([other, hoa]);
    expect(await found(staff, { name: 'dao' })).toEqual([other]);
    expect(await found(staff, { name: 'guyen' })).toEqual([]);
  });

  it('finds by code in any spelling, and says so when the check character does not fit', async () => {
    const { id, code } = await openCase(intake, manager);
    expect(await found(manager, { code })).toEqual([id]);
    expect(await found(manager, { code: code.replaceAll('-', ' ').toLowerCase() })).toEqual([id]);
    const wrong = code.slice(0, -1) + (code.endsWith('2') ? '3' : '2');
    const answer = await search(manager, { code: wrong });
    expect(answer.status).toBe(400);
    expect(answer.body['errors']).toMatchObject([{ field: 'code', message: { vi: expect.stringContaining('Mã') } }]);
  });

  it('shows at most 25, newest first, and says that there are more', async () => {
    const staff = makeStaff();
    const ids: string[] = [];
    for (let i = 0; i < 26; i += 1) ids.unshift((await openCase(intake, staff, { alias: `Sen ${i}` })).id);
    const { body } = await search(staff, { name: 'sen' });
    expect((body['cases'] as CaseListItem[]).map(({ id }) => id)).toEqual(ids.slice(0, 25));
    expect(body['hasMore']).toBe(true);
    expect((await search(staff, { name: 'sen 25' })).body).toMatchObject({
      cases: [{ alias: 'Sen 25' }],
      hasMore: false,
    });
  });

  it('never tells another centre that somebody is known, by whatever is searched', async () => {
    const { id, code } = await openCase(intake, manager, { alias: 'Ngọc Lan', phone: '0944 000 111', name: 'Lê Kín' });
    const stranger = makeStaff();
    await openCase(intake, stranger, { phone: '0944 000 222' });
    for (const body of [{ phone: '0944000111' }, { name: 'le kin' }, { name: 'ngoc lan' }, { code }]) {
      expect(await found(manager, body)).toEqual([id]);
      expect((await search(stranger, body)).body).toEqual({ cases: [], hasMore: false });
    }
  });

  it('reaches as far as the role: own files for a worker, all of the centre for the supervisor', async () => {
    const worker = colleagueOf(manager, ['outreach_worker']);
    const { id: own } = await openCase(intake, worker, { phone: '0955000111', alias: 'Mộc Lan' });
    const { id: others, code } = await openCase(intake, manager, { phone: '0955000111', alias: 'Mộc Miên' });
    expect(await found(colleagueOf(manager, ['supervisor']), { phone: '0955000111' })).toEqual([others, own]);
    expect(await found(worker, { phone: '0955000111' })).toEqual([own]);
    expect(await found(worker, { name: 'moc' })).toEqual([own]);
    expect(await found(worker, { code })).toEqual([]);
    for (const role of ['dpo', 'administrator'] as const)
      expect((await search(colleagueOf(manager, [role]), { name: 'moc' })).status).toBe(403);
  });

  it('asks for exactly one thing that can be looked for', async () => {
    for (const body of [{}, { phone: '0912345678', name: 'x' }]) expect((await search(manager, body)).status).toBe(400);
    expect((await search(manager, { phone: 'không có số' })).body['errors']).toMatchObject([{ field: 'phone' }]);
    expect((await search(manager, { name: '\u0301' })).body['errors']).toMatchObject([{ field: 'name' }]);
  });

  it('records every search, without what was searched for', async () => {
    const staff = makeStaff();
    const { id } = await openCase(intake, staff, { phone: '0966000111', name: 'Phan Tìm' });
    await found(staff, { phone: '0966000111' });
    await found(staff, { name: 'phan tim' });
    const entries = await intake.rows(
      `SELECT action, resource, purpose, record_id, case_id FROM audit_entry
        WHERE account_id = '${staff.accountId}' AND action = 'search' ORDER BY at`,
    );
    const entry = { action: 'search', resource: 'CaseFile', record_id: null, case_id: null };
    expect(entries).toEqual([
      { ...entry, purpose: 'phone' },
      { ...entry, purpose: 'name' },
    ]);
    expect(await found(staff, { name: 'phan' })).toEqual([id]);
  });
});
