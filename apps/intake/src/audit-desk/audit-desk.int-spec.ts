import type { Actor, AuditEntriesPage } from '@an-tam/contracts';
import {
  colleagueOf,
  makeStaff,
  openCase,
  startIntake,
  type RunningIntake,
} from '../../../../test/support/intake-service.js';

const manager = makeStaff();
const dpo = colleagueOf(manager, ['dpo']);

describe('the log of a centre, read by its data-protection officer', () => {
  let intake: RunningIntake;
  beforeAll(async () => (intake = await startIntake()));
  afterAll(() => intake.stop());

  async function entries(actor: Actor, query: string) {
    const { status, body } = await intake.get(actor, `/audit-entries?${query}`);
    expect(status).toBe(200);
    return body as unknown as AuditEntriesPage;
  }

  it('is found by file code, person, action, outcome and day, and says the code of each file', async () => {
    const file = await openCase(intake, manager);
    const other = await openCase(intake, manager);
    const worker = colleagueOf(manager, ['outreach_worker']);
    expect((await intake.get(worker, `/cases/${file.id}`)).status).toBe(404);
    const byCode = await entries(dpo, `caseCode=${file.code.toLowerCase()}`);
    expect(byCode.entries.map(({ action, resource }) => [action, resource])).toContainEqual(['create', 'CaseFile']);
    expect(new Set(byCode.entries.map(({ caseCode }) => caseCode))).toEqual(new Set([file.code]));
    expect((await entries(dpo, `caseCode=${other.code}`)).entries.map(({ caseId }) => caseId)).not.toContain(file.id);
    const denied = await entries(dpo, `accountId=${worker.accountId}&outcome=denied`);
    expect(denied.entries).toMatchObject([{ action: 'read', reason: 'not_visible', recordId: file.id }]);
    const day = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Ho_Chi_Minh' }).format(new Date());
    expect((await entries(dpo, `from=${day}&to=${day}&action=create`)).entries.length).toBeGreaterThanOrEqual(2);
    expect((await entries(dpo, 'to=2020-01-01')).entries).toEqual([]);
  });

  it('comes page by page, each entry once, though more are written meanwhile', async () => {
    const dpoOfNew = colleagueOf(makeStaff(), ['dpo']);
    const staff = colleagueOf(dpoOfNew, ['case_manager']);
    for (let at = 0; at < 5; at += 1) await openCase(intake, staff);
    const whole = (await entries(dpoOfNew, `accountId=${staff.accountId}&limit=500`)).entries.map(({ id }) => id);
    const seen: string[] = [];
    let next: string | null = '';
    while (next !== null) {
      const page: AuditEntriesPage = await entries(
        dpoOfNew,
        `accountId=${staff.accountId}&limit=3${next === '' ? '' : `&before=${next}`}`,
      );
      expect(page.entries.length).toBeGreaterThan(0);
      if (seen.length === 0) await openCase(intake, staff);
      seen.push(...page.entries.map(({ id }) => id));
      next = page.next;
    }
    expect(whole.length).toBeGreaterThanOrEqual(10);
    expect(seen).toEqual(whole);
  });

  it('shows a centre to no officer of the province or of another centre, whatever they ask for', async () => {
    const file = await openCase(intake, manager);
    expect((await entries(dpo, `caseId=${file.id}`)).entries.length).toBeGreaterThan(0);
    const strangers = [
      makeStaff({ roles: ['dpo'], organisationKind: 'health_department' }),
      makeStaff({ roles: ['dpo'], organisationKind: 'core_host' }),
      makeStaff({ roles: ['dpo'] }),
    ];
    // What a stranger finds is at most the own looks.
    for (const stranger of strangers)
      for (const query of [`caseId=${file.id}`, `caseCode=${file.code}`, `accountId=${manager.accountId}`, 'limit=500'])
        for (const { accountId, caseCode } of (await entries(stranger, query)).entries)
          expect([accountId, caseCode]).toEqual([stranger.accountId, null]);
  });

  it('records each look, with the file that was asked about', async () => {
    const file = await openCase(intake, manager);
    await entries(dpo, `caseCode=${file.code}`);
    const looks = await intake.rows(
      `SELECT action FROM audit_entry WHERE account_id = '${dpo.accountId}' AND resource = 'AuditEntry' AND case_id = '${file.id}'`,
    );
    expect(looks).toEqual([{ action: 'list' }]);
  });

  it.each([
    ['caseCode=K7Q4-92MX-X', 'caseCode'],
    ['from=2026-02-30', 'from'],
    ['from=2026-11-20&to=2026-11-19', 'to'],
    ['before=x', 'before'],
    ['outcome=maybe', 'outcome'],
    ["action='%20OR%20true", 'action'],
  ])('names the field that is wrong in %s', async (query, field) => {
    const { status, body } = await intake.get(dpo, `/audit-entries?${query}`);
    expect([status, (body['errors'] as { field: string }[]).map((error) => error.field)]).toEqual([400, [field]]);
  });
});
