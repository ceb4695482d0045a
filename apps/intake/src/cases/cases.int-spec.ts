import type { Actor } from '@an-tam/contracts';
import { randomUUID } from 'node:crypto';
import {
  colleagueOf,
  makeStaff,
  newCase,
  openCase,
  startIntake,
  type RunningIntake,
} from '../../../../test/support/intake-service.js';
import { readMetric } from '../../../../test/support/metrics.js';

const unreadable = 'an_tam_unreadable_records_total{table="case_file"}';
describe('cases', () => {
  let intake: RunningIntake;
  let manager: Actor;

  beforeAll(async () => {
    intake = await startIntake();
    manager = makeStaff();
  });
  afterAll(() => intake.stop());

  it('opens a file with what was told, and shows identity only on demand', async () => {
    const told = {
      name: 'Tên Thử Nghiệm',
      phone: '0912 345 678',
      documentNumber: '033 190 012 345',
      email: 'thu.nghiem@example.org',
      uic: 'THNG-0198',
      birthYear: 1998,
    };
    const opened = await openCase(intake, manager, told);
    expect(opened.code).toMatch(/^[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]$/);

    const shown = await intake.get(manager, `/cases/${opened.id}`);
    expect(shown.status).toBe(200);
    expect(shown.body).toMatchObject({ alias: 'Hoa Sữa', communeCode: expect.any(String), version: 1, needs: [] });
    expect(JSON.stringify(shown.body)).not.toMatch(/Tên Thử Nghiệm|345|nghiem@|THNG/);
    expect(shown.body['consents']).toMatchObject([
      { purpose: 'case_management', form: 'spoken', withdrawnOn: null, expiresOn: '2027-11-20' },
    ]);

    const identity = await intake.get(manager, `/cases/${opened.id}/identity`);
    expect(identity.body).toEqual({ ...told, circumstances: null, withheld: ['health_hiv', 'safeguarding'] });
  });

  it('stores nothing of a person in the clear, and gives every case a key of its own', async () => {
    const canary = `Chim Hoàng Yến ${randomUUID()}`;
    const opened = await openCase(intake, manager, {
      alias: 'Canary Alias',
      name: canary,
      phone: '0987654321',
      documentNumber: 'CANARY 0190',
      email: 'canary@example.org',
      uic: 'CANARY-0191',
    });
    const tables = ['case_file', 'client', 'consent', 'audit_entry', 'outbox_message'];
    for (const table of tables) {
      const rows = await intake.rows(`SELECT t::text AS row FROM ${table} t`);
      expect(rows.map((r) => String(r['row'])).join('\n')).not.toMatch(/Canary|Hoàng Yến|987654321/i);
      const bytes = await intake.rows(`SELECT encode(convert_to(t::text, 'UTF8'), 'escape') AS row FROM ${table} t`);
      expect(bytes.map((r) => String(r['row'])).join('\n')).not.toMatch(/canary/i);
    }
    const keys = await intake.keyRows(`SELECT count(DISTINCT key_id) AS keys, count(*) AS rows FROM case_key`);
    expect(keys[0]?.['keys']).toBe(keys[0]?.['rows']);
    expect((await intake.keyRows(`SELECT 1 FROM case_key WHERE case_id = '${opened.id}'`)).length).toBe(1);
  });

  it('lists the caseload a page at a time, with aliases only', async () => {
    const other = makeStaff();
    for (let i = 0; i < 27; i += 1) await openCase(intake, other, { alias: `Bông ${i}` });
    const first = await intake.get(other, '/cases');
    const second = await intake.get(other, '/cases?page=2');
    expect(first.body['cases']).toHaveLength(25);
    expect(first.body['hasMore']).toBe(true);
    expect(second.body['cases']).toHaveLength(2);
    expect(second.body['hasMore']).toBe(false);
    expect(Object.keys((first.body['cases'] as object[])[0] ?? {})).toEqual([
      'id',
      'code',
      'alias',
      'status',
      'openedOn',
      'assigneeId',
      'version',
    ]);
  });

  it('changes a file and refuses a stale version with the current one', async () => {
    const { id } = await openCase(intake, manager);
    const changed = await intake.call(manager, 'PATCH', `/cases/${id}`, {
      version: 1,
      alias: 'Hoa Cau',
      phone: '0911111111',
    });
    expect(changed.body).toMatchObject({ alias: 'Hoa Cau', version: 2 });
    const stale = await intake.call(manager, 'PATCH', `/cases/${id}`, { version: 1, alias: 'Hoa Lan' });
    expect(stale.status).toBe(409);
    expect(stale.body).toMatchObject({ code: 'STALE_VERSION', details: { currentVersion: 2 } });
    expect((await intake.get(manager, `/cases/${id}`)).body).toMatchObject({ alias: 'Hoa Cau', version: 2 });
    expect((await intake.get(manager, `/cases/${id}/identity`)).body).toMatchObject({ phone: '0911111111' });
  });

  it('names every wrong field in both languages and stores nothing', async () => {
    const before = await intake.rows('SELECT count(*) AS n FROM case_file');
    const answer = await intake.post(
      manager,
      '/cases',
      newCase({
        alias: '',
        communeCode: '99999',
        channel: 'POLICE',
        phone: 'không có số',
        birthYear: 2099,
        openedOn: '2026-12-31',
      }),
    );
    expect(answer.status).toBe(400);
    expect(answer.body).toMatchObject({
      code: 'INVALID_INPUT',
      errors: [{ field: 'alias', message: { vi: expect.any(String), en: expect.any(String) } }],
    });

    const deeper = await intake.post(
      manager,
      '/cases',
      newCase({
        communeCode: '99999',
        channel: 'POLICE',
        phone: 'không có số',
        documentNumber: 'giấy tờ',
        email: 'sao.mai@',
        uic: 'nguyenthihoa',
        birthYear: 2099,
        openedOn: '2026-12-31',
      }),
    );
    const fields = (deeper.body['errors'] as { field: string; message: { vi: string; en: string } }[]).map(
      (e) => e.field,
    );
    const identifiers = ['phone', 'documentNumber', 'email', 'uic'];
    expect(fields).toEqual(['communeCode', 'channel', ...identifiers, 'birthYear', 'openedOn']);
    expect(await intake.rows('SELECT count(*) AS n FROM case_file')).toEqual(before);
  });

  it.each([
    ['phone', '0912345678', 'không có số'],
    ['documentNumber', 'B1234567', 'B12?'],
    ['email', 'sao.mai@example.org', 'sao.mai'],
    ['uic', 'NGHO0190', 'ngho'],
    ['documentNumber', 'B1234567', '1'.repeat(41)],
  ])('refuses a wrong %s beside its field and leaves the right one', async (field, right, wrong) => {
    const { id } = await openCase(intake, manager, { [field]: right });
    const answer = await intake.call(manager, 'PATCH', `/cases/${id}`, { version: 1, [field]: wrong });
    const message = { vi: expect.any(String), en: expect.any(String) };
    expect([answer.status, answer.body['errors']]).toEqual([400, [{ field, message }]]);
    expect((await intake.get(manager, `/cases/${id}/identity`)).body).toMatchObject({ [field]: right });
  });

  it.each([
    ['a missing consent', { consent: undefined }, 'consent'],
    ['an unknown member', { offence: 'x' }, 'offence'],
    ['30 February', { openedOn: '2026-02-30' }, 'openedOn'],
    ['a control character', { alias: 'A\u0000B' }, 'alias'],
    ['a lone surrogate', { alias: 'A\ud800' }, 'alias'],
    ['a bidirectional override', { alias: 'A\u202eB' }, 'alias'],
    [
      'a wording of another purpose',
      { consent: { form: 'spoken', wordingVersion: 'referral/1' } },
      'consent.wordingVersion',
    ],
  ])('answers 400 naming the field for %s', async (_what, changes, field) => {
    const answer = await intake.post(manager, '/cases', newCase(changes));
    expect(answer.status).toBe(400);
    expect(answer.body['errors']).toMatchObject([{ field }]);
  });

  it('answers the same for a foreign file and for none, after its owner has read it', async () => {
    const { id } = await openCase(intake, manager);
    expect((await intake.get(manager, `/cases/${id}`)).status).toBe(200);
    const stranger = makeStaff();
    const attempts = async (caseId: string) => [
      await intake.get(stranger, `/cases/${caseId}`),
      await intake.get(stranger, `/cases/${caseId}/identity`),
      await intake.call(stranger, 'PATCH', `/cases/${caseId}`, { version: 1, alias: 'X' }),
    ];
    const foreign = await attempts(id);
    const missing = await attempts(randomUUID());
    expect(foreign.map((a) => a.status)).toEqual([404, 404, 404]);
    const withoutRequestId = (answers: typeof foreign) => answers.map(({ body: { requestId: _, ...body } }) => body);
    expect(withoutRequestId(foreign)).toEqual(withoutRequestId(missing));
    expect((await intake.get(stranger, '/cases')).body).toMatchObject({ cases: [] });
    const denials = await intake.rows(
      `SELECT action, reason FROM audit_entry WHERE record_id = '${id}' AND outcome = 'denied' ORDER BY at`,
    );
    expect(denials).toEqual([
      { action: 'read', reason: 'not_visible' },
      { action: 'read', reason: 'not_visible' },
      { action: 'update', reason: 'not_visible' },
    ]);
  });

  it('lets an outreach worker reach own files only; the supervisor reaches all of the centre', async () => {
    const worker = colleagueOf(manager, ['outreach_worker']);
    const { id: own } = await openCase(intake, worker);
    const { id: others } = await openCase(intake, manager);
    expect((await intake.get(worker, `/cases/${own}`)).status).toBe(200);
    expect((await intake.get(manager, `/cases/${others}`)).status).toBe(200);
    expect((await intake.get(worker, `/cases/${others}`)).status).toBe(404);
    const supervisor = colleagueOf(manager, ['supervisor']);
    expect((await intake.get(supervisor, `/cases/${own}`)).status).toBe(200);
    expect((await intake.get(supervisor, `/cases/${others}`)).status).toBe(200);
  });

  describe('row security alone', () => {
    const asWorker = (actor: Actor) => ({
      'app.organisation_id': actor.organisationId,
      'app.account_id': actor.accountId,
      'app.roles': actor.roles.join(','),
    });
    const tables = ['case_file', 'client', 'consent'];

    it('shows no row without settings and none of another centre', async () => {
      const { id } = await openCase(intake, manager);
      for (const table of tables) {
        const of = table === 'case_file' ? 'id' : 'case_id';
        const sql = `SELECT 1 FROM ${table} WHERE ${of} = '${id}'`;
        expect(await intake.rowsAsApp(sql, asWorker(manager))).not.toEqual([]);
        expect(await intake.rowsAsApp(sql)).toEqual([]);
        expect(await intake.rowsAsApp(sql, asWorker(makeStaff()))).toEqual([]);
        expect(await intake.rowsAsApp(sql, asWorker(colleagueOf(manager, ['outreach_worker'])))).toEqual([]);
        expect(await intake.rowsAsApp(sql, asWorker(colleagueOf(manager, ['administrator'])))).toEqual([]);
      }
    });

    it('lets nobody change or remove an audit entry', async () => {
      for (const sql of [`UPDATE audit_entry SET action = 'x'`, `DELETE FROM audit_entry`, `TRUNCATE audit_entry`])
        await expect(intake.rowsAsApp(sql)).rejects.toThrow(/permission denied/);
    });
  });

  it('refuses a row whose policy column, version or ciphertext was edited in the database', async () => {
    const edits = [
      `UPDATE case_file SET assignee_id = gen_random_uuid() WHERE id = `,
      `UPDATE case_file SET version = 7 WHERE id = `,
      `UPDATE case_file SET alias = set_byte(alias, 90, get_byte(alias, 90) # 1) WHERE id = `,
      `UPDATE case_file SET channel = commune_code WHERE id = `,
    ];
    const answers = new Set<string>();
    for (const edit of edits) {
      const { id } = await openCase(intake, manager);
      expect((await intake.get(manager, `/cases/${id}`)).status).toBe(200);
      await intake.rows(`${edit} '${id}'`);
      const before = await readMetric(intake.app, unreadable);
      const answer = await intake.get(manager, `/cases/${id}`);
      expect([answer.status, answer.body['code']]).toEqual([503, 'RECORD_UNREADABLE']);
      expect(await readMetric(intake.app, unreadable)).toBeGreaterThan(before);
      const { requestId, ...uniform } = answer.body;
      answers.add(JSON.stringify(uniform));
      const list = await intake.get(manager, '/cases');
      expect([list.status, list.body['code'], list.body['cases']]).toEqual([503, 'RECORD_UNREADABLE', undefined]);
      expect(
        await intake.rows(
          `SELECT resource, record_id, reason FROM audit_entry WHERE request_id = '${String(requestId)}' AND outcome = 'failed'`,
        ),
      ).toEqual([{ resource: 'CaseFile', record_id: id, reason: 'unreadable' }]);
      await intake.rows(`UPDATE case_file SET status = 'closed', centre_id = gen_random_uuid() WHERE id = '${id}'`);
    }
    expect(answers.size).toBe(1);
  });

  it('never takes plaintext into a sealed column', async () => {
    const { id } = await openCase(intake, manager);
    await expect(intake.rows(`UPDATE case_file SET alias = 'Hoa' WHERE id = '${id}'`)).rejects.toThrow(
      /check constraint/,
    );
  });

  it('writes an entry for each read and write, in the order of what happened', async () => {
    const { id } = await openCase(intake, manager);
    await intake.get(manager, `/cases/${id}`);
    await intake.get(manager, `/cases/${id}/identity`);
    const officer = colleagueOf(manager, ['dpo']);
    const answer = await intake.get(officer, `/audit-entries?caseId=${id}`);
    const entries = (answer.body['entries'] as { action: string; resource: string; accountId: string }[]).toReversed();
    expect(entries.map((e) => `${e.action} ${e.resource}`)).toEqual([
      'create CaseFile',
      'create Client',
      'create Consent',
      'read CaseFile',
      'read ClientIdentity',
      'list AuditEntry',
    ]);
    expect(entries.map((e) => e.accountId)).toEqual([...Array<string>(5).fill(manager.accountId), officer.accountId]);
    const foreignOfficer = makeStaff({ roles: ['dpo'] });
    const seen = (await intake.get(foreignOfficer, `/audit-entries?caseId=${id}`)).body['entries'];
    expect((seen as { accountId: string }[]).map((e) => e.accountId)).toEqual([foreignOfficer.accountId]);
  });
});
