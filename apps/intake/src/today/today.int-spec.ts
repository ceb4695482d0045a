import type { Actor, Today } from '@an-tam/contracts';
import {
  colleagueOf,
  consentToReferral,
  makeStaff,
  openCase,
  pinPartner,
  startIntake,
  today,
  type RunningIntake,
} from '../../../../test/support/intake-service.js';

const met = { occurredOn: today, channel: 'HOTLINE', servicesDelivered: [] };
const step = { kind: 'client_step', text: 'Mang giấy tờ đến', doneOn: null };
const closing = { caseVersion: 1, reason: 'goals_met', outcome: 'better' };

describe('today', () => {
  let intake: RunningIntake;
  let manager: Actor;
  let supervisor: Actor;

  beforeAll(async () => {
    intake = await startIntake();
  });
  beforeEach(() => {
    manager = makeStaff();
    supervisor = colleagueOf(manager, ['supervisor']);
  });
  afterAll(() => intake.stop());

  const file = async (actor: Actor, alias: string) => (await openCase(intake, actor, { alias })).id;
  const followUp = (actor: Actor, id: string, next?: object, more: object = {}) =>
    intake.post(actor, `/cases/${id}/follow-ups`, { ...met, ...more, ...(next && { next }) });
  const plan = (id: string, body: object) =>
    intake.call(manager, 'PUT', `/cases/${id}/care-plan`, { baseVersion: 0, ...body });
  const list = async (actor: Actor, query = '') => (await intake.get(actor, `/today${query}`)).body as unknown as Today;
  const lines = async (actor: Actor, query = '') =>
    (await list(actor, query)).tasks.map(({ kind, alias }) => `${kind} ${alias}`);
  /** Past every rule: days go by. */
  const dated = (table: string, column: string, id: string, day: string) =>
    intake.rows(`UPDATE ${table} SET ${column} = '${day}' WHERE case_id = '${id}'`);

  async function refer(id: string, urgency: string) {
    const { organisationId, serviceId } = await pinPartner(intake, manager);
    const consentId = await consentToReferral(intake, manager, id, organisationId);
    const body = { caseVersion: 1, organisationId, serviceId, consentId, needCode: 'health', urgency };
    expect((await intake.post(manager, `/cases/${id}/referrals`, body)).status).toBe(201);
  }

  it('stands in the order of harm if late, for the files one is responsible for', async () => {
    const ids = Object.fromEntries(
      await Promise.all(
        ['Chờ', 'Hôm nay', 'Xem lại', 'Trễ', 'Gấp', 'Mai'].map(async (a) => [a, await file(manager, a)]),
      ),
    ) as Record<string, string>;
    await refer(ids['Chờ'] ?? '', 'routine');
    await refer(ids['Gấp'] ?? '', 'urgent');
    await followUp(manager, ids['Hôm nay'] ?? '', { dueOn: today, channel: 'FACILITY' });
    await followUp(manager, ids['Mai'] ?? '', { dueOn: '2026-11-21', channel: 'FACILITY' });
    await plan(ids['Trễ'] ?? '', { goals: [{ text: 'a', actions: [{ ...step, dueOn: today }] }] });
    await plan(ids['Xem lại'] ?? '', { goals: [{ text: 'a', actions: [] }] });
    await dated('care_plan', 'next_due_on', ids['Trễ'] ?? '', '2026-11-18');
    await dated('care_plan', 'review_on', ids['Xem lại'] ?? '', today);
    const expected = [
      'urgent_referral Gấp',
      'plan_step Trễ',
      'plan_review Xem lại',
      'follow_up Hôm nay',
      'referral Chờ',
    ];
    expect(await lines(manager)).toEqual(expected);
    const colleague = colleagueOf(manager, ['case_manager']);
    expect(await lines(colleague)).toEqual([]);
    expect(await lines(colleague, '?whose=all')).toEqual(expected);
    expect(await lines(makeStaff(), '?whose=all')).toEqual([]);
    expect(await lines(colleagueOf(manager, ['outreach_worker']), '?whose=all')).toEqual([]);
    await intake.call(manager, 'PUT', `/cases/${ids['Gấp']}/excluded-staff`, {
      version: 1,
      accountIds: [colleague.accountId],
    });
    expect(await lines(colleague, '?whose=all')).toEqual(expected.slice(1));
  });

  it('shows a worker the own follow-ups and those of whom she stands in for, and nothing of plans and referrals', async () => {
    const worker = colleagueOf(manager, ['outreach_worker']);
    const id = await file(worker, 'Của tôi');
    await followUp(worker, id, { dueOn: today, channel: 'FACILITY' });
    await plan(id, { goals: [{ text: 'a', actions: [{ ...step, dueOn: today }] }] });
    expect(await lines(worker)).toEqual(['follow_up Của tôi']);
    const cover = colleagueOf(manager, ['outreach_worker']);
    expect(await lines(cover)).toEqual([]);
    const leave = { absentId: worker.accountId, coverId: cover.accountId, fromOn: today, untilOn: today };
    const { id: covered } = (await intake.post(supervisor, '/leave-covers', leave)).body;
    // Covers go by the real clock, this service by a day of its own.
    await intake.rows(
      `UPDATE leave_cover SET from_at = now(), until_at = now() + interval '1 day' WHERE id = '${String(covered)}'`,
    );
    expect(await lines(cover)).toEqual(['follow_up Của tôi']);
  });

  it('turns pages, and tells how many more there are', async () => {
    for (let n = 10; n < 36; n++)
      await followUp(manager, await file(manager, `Hoa ${n}`), { dueOn: today, channel: 'FACILITY' });
    const [first, second] = [await list(manager), await list(manager, '?page=2')];
    expect([first.tasks.length, first.hasMore, second.tasks.length, second.hasMore]).toEqual([25, true, 1, false]);
    expect(new Set([...first.tasks, ...second.tasks].map(({ alias }) => alias)).size).toBe(26);
  });

  it('is settled by the next meeting, whose note stays in the file', async () => {
    const id = await file(manager, 'Lan');
    await followUp(manager, id, { dueOn: today, channel: 'FACILITY' });
    expect((await intake.get(manager, `/cases/${id}`)).body['nextFollowUp']).toMatchObject({ dueOn: today });
    await followUp(manager, id, undefined, { durationMinutes: 30, note: 'Đã ổn hơn.\nHẹn tuần sau.' });
    expect(await lines(manager)).toEqual([]);
    const { nextFollowUp, followUps } = (await intake.get(manager, `/cases/${id}`)).body;
    expect(nextFollowUp).toBeNull();
    expect(followUps).toMatchObject([{ note: null }, { durationMinutes: 30, note: 'Đã ổn hơn.\nHẹn tuần sau.' }]);
  });

  it('plans no call while calling is not safe, says what to do, and warns of one planned before', async () => {
    const id = await file(manager, 'Lan');
    const call = { dueOn: today, channel: 'HOTLINE' };
    expect((await followUp(manager, id, call)).status).toBe(201);
    expect((await list(manager)).tasks).toMatchObject([{ channel: 'HOTLINE', unsafe: false }]);
    const reach = { unsafe: ['call'], hours: { from: '08:00', to: '11:00' } };
    expect((await intake.call(manager, 'PATCH', `/cases/${id}`, { version: 1, reach })).status).toBe(200);
    expect((await list(manager)).tasks).toMatchObject([{ channel: 'HOTLINE', unsafe: true }]);
    const refused = await followUp(manager, id, call);
    expect([refused.status, refused.body['errors']]).toMatchObject([
      400,
      [{ field: 'next.channel', message: { vi: expect.stringContaining('Chưa an toàn để gọi') } }],
    ]);
    expect((await intake.get(manager, `/cases/${id}`)).body['followUps']).toHaveLength(1);
    expect((await followUp(manager, id, { ...call, channel: 'FACILITY' })).status).toBe(201);
  });

  it.each([
    ['a day that is over', { next: { dueOn: '2026-11-19', channel: 'HOTLINE' } }, 'next.dueOn'],
    ['a day in two years', { next: { dueOn: '2028-11-19', channel: 'HOTLINE' } }, 'next.dueOn'],
    ['a channel that is not in the list', { next: { dueOn: today, channel: 'POLICE' } }, 'next.channel'],
    ['a meeting to come', { occurredOn: '2026-11-21' }, 'occurredOn'],
    ['a note that is too long', { note: 'a'.repeat(900_000) }, 'note'],
  ])('answers 400 naming the field for %s, and keeps nothing', async (_what, changes, field) => {
    const id = await file(manager, 'Lan');
    const answer = await intake.post(manager, `/cases/${id}/follow-ups`, { ...met, ...changes });
    expect([answer.status, answer.body['errors']]).toMatchObject([400, [{ field }]]);
    expect((await intake.get(manager, `/cases/${id}`)).body['followUps']).toEqual([]);
  });

  it('says how long a note may be, and takes none of a megabyte', async () => {
    const id = await file(manager, 'Lan');
    const note = (length: number) =>
      intake.post(manager, `/cases/${id}/follow-ups`, { ...met, note: 'a'.repeat(length) });
    expect((await note(4001)).body['errors']).toEqual([
      { field: 'note', message: { vi: 'Quá dài, tối đa 4000 ký tự.', en: 'Too long, at most 4000 characters.' } },
    ]);
    const refused = await note(1_048_576);
    expect([refused.status, refused.body]).toMatchObject([
      413,
      { code: 'BODY_TOO_LARGE', message: { vi: expect.any(String), en: expect.any(String) } },
    ]);
    expect((await intake.get(manager, `/cases/${id}`)).body['followUps']).toEqual([]);
    expect((await note(4000)).status).toBe(201);
  });

  it('tells a supervisor who carries how much, what is late, and which needs nothing answers', async () => {
    const [id, other] = [await file(manager, 'Lan'), await file(colleagueOf(manager, ['case_manager']), 'Huệ')];
    for (const one of [id, other])
      await intake.post(manager, `/cases/${one}/screenings`, {
        ...{ caseVersion: 1, questionnaire: 'needs-v1', questionnaireVersion: 1, screenedOn: today },
        answers: { need_health: 'today', need_legal: 'soon' },
      });
    await refer(id, 'routine');
    await followUp(manager, other, { dueOn: today, channel: 'FACILITY' });
    await dated('planned_follow_up', 'due_on', other, '2026-11-19');
    const { body } = await intake.get(supervisor, '/supervision');
    expect(body).toMatchObject({
      openCases: 2,
      unmetNeeds: [
        { code: 'legal', cases: 2, urgent: 0 },
        { code: 'health', cases: 1, urgent: 1 },
      ],
    });
    expect(body['workload']).toHaveLength(2);
    expect(body['workload']).toContainEqual({ accountId: manager.accountId, cases: 1, late: 0 });
    expect(body['workload']).toContainEqual(expect.objectContaining({ cases: 1, late: 1 }));
    expect((await intake.get(manager, '/supervision')).status).toBe(403);
    const elsewhere = makeStaff({ roles: ['supervisor'] });
    expect((await intake.get(elsewhere, '/supervision')).body).toMatchObject({ openCases: 0, workload: [] });
  });

  it('forgets a file that another person agreed to close, and knows it again when it is reopened', async () => {
    const id = await file(manager, 'Lan');
    await followUp(manager, id, { dueOn: today, channel: 'FACILITY' });
    await plan(id, { goals: [{ text: 'a', actions: [{ ...step, dueOn: today }] }] });
    const close = (actor: Actor, body: object) => intake.post(actor, `/cases/${id}/closure`, { ...closing, ...body });
    const decide = (actor: Actor, version: number) =>
      intake.post(actor, `/cases/${id}/closure/decision`, { version, decision: 'approve' });
    const bare = await close(supervisor, {});
    expect([bare.status, bare.body['errors']]).toMatchObject([400, [{ field: 'openWork' }]]);
    expect((await close(supervisor, { openWork: 'Bạn ấy tự làm tiếp' })).status).toBe(201);
    expect((await close(manager, { openWork: 'lần nữa' })).body['code']).toBe('WRONG_STATE');
    expect(await lines(manager)).toEqual(['follow_up Lan', 'plan_step Lan', 'approval Lan']);
    expect((await decide(supervisor, 1)).status).toBe(404);
    const approved = await decide(colleagueOf(manager, ['supervisor']), 1);
    expect(approved.body).toMatchObject({ state: 'approved', closedOn: today, keepUntil: '2028-11-20' });
    expect(await lines(manager)).toEqual([]);
    expect((await followUp(manager, id)).body['code']).toBe('WRONG_STATE');
    const found = async (status: string) =>
      ((await intake.get(manager, `/cases?status=${status}`)).body['cases'] as { id: string }[]).map((row) => row.id);
    expect([await found('open'), await found('closed')]).toEqual([[], [id]]);
    const reopen = () => intake.post(manager, `/cases/${id}/closure/reopening`, { caseVersion: 2 });
    expect((await reopen()).body).toMatchObject({ state: 'reopened', keepUntil: null });
    expect((await reopen()).body['code']).toBe('STALE_VERSION');
    expect([await found('open'), await found('closed')]).toEqual([[id], []]);
    expect(await lines(manager)).toEqual(['plan_step Lan']);
  });
});
