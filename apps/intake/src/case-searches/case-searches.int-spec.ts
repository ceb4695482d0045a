import type { Actor, CaseListItem } from '@an-tam/contracts';
import { boundColumns, computeRowMac, type Kms, type RowMacValue } from '@an-tam/field-encryption';
import {
  colleagueOf,
  makeStaff,
  openCase,
  startIntake,
  type RunningIntake,
} from '../../../../test/support/intake-service.js';
import { CaseKeys, KEY_STORE } from '../case-keys/index.js';
import { sealedTables } from '../sealing/index.js';

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

  const further = [
    {
      field: 'documentNumber',
      value: '033 190 012 345',
      spellings: ['033190012345', '０３３-190.012.345'],
      other: '033190012346',
    },
    {
      field: 'email',
      value: 'Sao.Mai@Example.org',
      spellings: ['sao.mai@example.org', ' SAO.MAI@example.org\u00a0'],
      other: 'saomai@example.org',
    },
    { field: 'uic', value: 'ĐôHN-0199', spellings: ['dohn0199', 'ĐÔHN 01 99'.normalize('NFD')], other: 'dohn0198' },
  ];

  it.each(further)('finds a $field however it is written, and no other', async ({ field, value, spellings, other }) => {
    const staff = makeStaff();
    const { id } = await openCase(intake, staff, { [field]: value });
    const { id: changed } = await openCase(intake, staff);
    for (const spelling of [value, ...spellings]) expect(await found(staff, { [field]: spelling })).toEqual([id]);
    expect(await found(staff, { [field]: other })).toEqual([]);
    await intake.call(staff, 'PATCH', `/cases/${changed}`, { version: 1, [field]: other });
    expect(await found(staff, { [field]: other })).toEqual([changed]);
    await intake.call(staff, 'PATCH', `/cases/${changed}`, { version: 2, [field]: null });
    expect(await found(staff, { [field]: other })).toEqual([]);
    expect((await intake.get(staff, `/cases/${id}/identity`)).body).toMatchObject({ [field]: value });
    expect((await intake.get(staff, `/cases/${changed}/identity`)).body).toMatchObject({ [field]: null });
  });

  it('finds what fits any of the things named, each file once and an exact fit first', async () => {
    const staff = makeStaff();
    const number = '0901234567';
    const { id: byDocument } = await openCase(intake, staff, { documentNumber: number });
    const { id: byPhone } = await openCase(intake, staff, { phone: number, uic: number, alias: 'Sen 90' });
    const { id: byAlias } = await openCase(intake, staff, { alias: 'Sen 91' });
    expect(await found(staff, { phone: number })).toEqual([byPhone]);
    expect(await found(staff, { documentNumber: number })).toEqual([byDocument]);
    const all = { phone: number, documentNumber: number, uic: number };
    expect(await found(staff, all)).toEqual([byPhone, byDocument]);
    expect(await found(staff, { ...all, name: 'sen' })).toEqual([byPhone, byDocument, byAlias]);
  });

  it('gives equal values unrelated indexes in every column and every centre', async () => {
    const value = 'ab012345';
    const same = { documentNumber: value, uic: value };
    const opened = [await openCase(intake, manager, same), await openCase(intake, makeStaff(), same)];
    const { id: twin } = await openCase(intake, manager, same);
    const ids = opened.map(({ id }) => `'${id}'`).join(', ');
    const rows = await intake.rows(
      `SELECT encode(document_number_index, 'hex') AS document, encode(uic_index, 'hex') AS uic FROM client WHERE case_id IN (${ids})`,
    );
    const indexes = rows.flatMap((row) => [row['document'], row['uic']]);
    expect(indexes).toHaveLength(4);
    expect(new Set(indexes).size).toBe(4);
    const [again] = await intake.rows(
      `SELECT encode(document_number_index, 'hex') AS document FROM client WHERE case_id = '${twin}'`,
    );
    expect(indexes).toContain(again?.['document']);
  });

  it('goes on finding under every kept version of the index key, and writes under the newest', async () => {
    const staff = makeStaff();
    const known = { phone: '0922 333 444', documentNumber: 'C7654321', email: 'cu@example.org', uic: 'CUCU0303' };
    const versionsOf = (id: string) =>
      intake.rows(`SELECT phone_index_version AS phone, document_number_index_version AS "documentNumber",
                          email_index_version AS email, uic_index_version AS uic FROM client WHERE case_id = '${id}'`);
    const all = (version: number | null) => Object.fromEntries(Object.keys(known).map((field) => [field, version]));
    const { id: before } = await openCase(intake, staff, known);
    expect(await versionsOf(before)).toEqual([all(1)]);

    await intake.app.get<Kms>(KEY_STORE).addCentreKeyVersion(staff.organisationId, 'blind-index', 2);
    const afterCaching = Date.now() + 61_000;
    jest.spyOn(Date, 'now').mockImplementation(() => afterCaching);
    try {
      const { id: after } = await openCase(intake, staff, known);
      const { id: anonymous } = await openCase(intake, staff);
      expect([await versionsOf(after), await versionsOf(anonymous)]).toEqual([[all(2)], [all(null)]]);
      for (const [field, value] of Object.entries(known))
        expect(await found(staff, { [field]: value })).toEqual([after, before]);
      await intake.call(staff, 'PATCH', `/cases/${before}`, { version: 1, email: 'cu.moi@example.org' });
      expect(await versionsOf(before)).toEqual([all(2)]);
      expect(await found(staff, { uic: known.uic })).toEqual([after, before]);
      expect(await found(staff, { email: known.email })).toEqual([after]);
    } finally {
      jest.restoreAllMocks();
    }
  });

  /** Makes of a client's row what it was before there were further identifiers: no such columns, and a MAC without them. */
  async function makeOlder(centreId: string, caseId: string): Promise<void> {
    const [now] = sealedTables.filter(({ table }) => table === 'client');
    if (!now) throw new Error('The registry has no clients.');
    const older = { ...now, columns: now.columns.filter(({ addedLater }) => !addedLater) };
    const [row] = await intake.rows(`SELECT * FROM client WHERE case_id = '${caseId}'`);
    const fields = Object.fromEntries(boundColumns(older).map((column) => [column, row?.[column] as RowMacValue]));
    const place = { table: 'client', rowId: String(row?.['id']), rowVersion: Number(row?.['version']) };
    const mac = computeRowMac(await intake.app.get(CaseKeys).newestOf(centreId, caseId), { ...place, fields });
    await intake.rows(`UPDATE client SET document_number = NULL, email = NULL, uic = NULL, circumstances = NULL,
                              row_mac = '\\x${Buffer.from(mac).toString('hex')}' WHERE case_id = '${caseId}'`);
  }

  it('reads a file that was sealed before there were further identifiers, and adds one to it', async () => {
    const staff = makeStaff();
    const { id } = await openCase(intake, staff, { phone: '0922 555 666', name: 'Trần Cũ' });
    await makeOlder(staff.organisationId, id);
    expect(await found(staff, { phone: '0922555666' })).toEqual([id]);
    expect((await intake.get(staff, `/cases/${id}/identity`)).body).toMatchObject({ name: 'Trần Cũ', uic: null });
    await intake.call(staff, 'PATCH', `/cases/${id}`, { version: 1, uic: 'TRCU0101' });
    expect(await found(staff, { uic: 'trcu0101' })).toEqual([id]);
  });

  it('does not take a value that was cut out for one that came later', async () => {
    const staff = makeStaff();
    const { id } = await openCase(intake, staff, { phone: '0922 777 888', uic: 'CATDI0101' });
    expect(await found(staff, { phone: '0922777888' })).toEqual([id]);
    await intake.rows(
      `UPDATE client SET uic = NULL, uic_index = NULL, uic_index_version = NULL WHERE case_id = '${id}'`,
    );
    expect((await search(staff, { phone: '0922777888' })).body['code']).toBe('RECORD_UNREADABLE');
    expect((await intake.get(staff, `/cases/${id}/identity`)).status).toBe(503);
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
    const known = { phone: '0944 000 111', documentNumber: 'B7654321', email: 'kin@example.org', uic: 'LEKI0202' };
    const { id, code } = await openCase(intake, manager, { alias: 'Ngọc Lan', name: 'Lê Kín', ...known });
    const stranger = makeStaff();
    await openCase(intake, stranger, { phone: '0944 000 222' });
    const ways = Object.entries(known).map(([field, value]) => ({ [field]: value }));
    for (const body of [...ways, known, { name: 'le kin' }, { name: 'ngoc lan' }, { code }]) {
      expect(await found(manager, body)).toEqual([id]);
      expect((await search(stranger, body)).body).toEqual({ cases: [], hasMore: false });
    }
  });

  it('reaches as far as the role: own files for a worker, all of the centre for the supervisor', async () => {
    const worker = colleagueOf(manager, ['outreach_worker']);
    const known = { phone: '0955000111', documentNumber: '145678901', email: 'moc@example.org', uic: 'MOLA0101' };
    const { id: own } = await openCase(intake, worker, { ...known, alias: 'Mộc Lan' });
    const { id: others, code } = await openCase(intake, manager, { ...known, alias: 'Mộc Miên' });
    for (const [field, value] of Object.entries(known)) {
      expect(await found(colleagueOf(manager, ['supervisor']), { [field]: value })).toEqual([others, own]);
      expect(await found(worker, { [field]: value })).toEqual([own]);
    }
    expect(await found(worker, { name: 'moc' })).toEqual([own]);
    expect(await found(worker, { code })).toEqual([]);
    for (const role of ['dpo', 'administrator'] as const)
      expect((await search(colleagueOf(manager, [role]), { name: 'moc' })).status).toBe(403);
  });

  it('names in both languages what nothing can be looked for by', async () => {
    expect((await search(manager, {})).status).toBe(400);
    const wrong = {
      phone: 'không có số',
      documentNumber: '12',
      email: 'sao.mai@',
      uic: 'nguyenthihoa',
      name: '\u0301',
    };
    const both = { vi: expect.any(String), en: expect.any(String) };
    for (const [field, value] of Object.entries(wrong)) {
      const answer = await search(manager, { [field]: value });
      expect([answer.status, answer.body['errors']]).toEqual([400, [{ field, message: both }]]);
    }
    const together = (await search(manager, wrong)).body['errors'] as { field: string }[];
    expect(together.map(({ field }) => field)).toEqual(Object.keys(wrong));
  });

  it('records every search, without what was searched for', async () => {
    const staff = makeStaff();
    const { id } = await openCase(intake, staff, { phone: '0966000111', name: 'Phan Tìm' });
    await found(staff, { phone: '0966000111' });
    await found(staff, { uic: 'PHAN0101', documentNumber: 'PHAN0101' });
    await found(staff, { name: 'phan tim' });
    const entries = await intake.rows(
      `SELECT action, resource, purpose, record_id, case_id FROM audit_entry
        WHERE account_id = '${staff.accountId}' AND action = 'search' ORDER BY at`,
    );
    const entry = { action: 'search', resource: 'CaseFile', record_id: null, case_id: null };
    expect(entries).toEqual([
      { ...entry, purpose: 'phone' },
      { ...entry, purpose: 'documentNumber uic' },
      { ...entry, purpose: 'name' },
    ]);
    expect(await found(staff, { name: 'phan' })).toEqual([id]);
  });
});
