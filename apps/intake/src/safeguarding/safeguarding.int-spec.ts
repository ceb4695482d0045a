import type { Actor, CaseSafeguarding, ConcernView, Supervision, Today } from '@an-tam/contracts';
import {
  colleagueOf,
  makeStaff,
  openCase,
  startIntake,
  today,
  type RunningIntake,
} from '../../../../test/support/intake-service.js';
import { EscalateConcernsService } from './escalate-concerns.service.js';

let intake: RunningIntake;
const manager = makeStaff();
const keeper = colleagueOf(manager, ['case_manager', 'safeguarding']);
const supervisor = colleagueOf(manager, ['supervisor', 'safeguarding']);
const hourMilliseconds = 3_600_000;

beforeAll(async () => {
  intake = await startIntake();
});
afterAll(() => intake.stop());

const show = async (actor: Actor, id: string) =>
  (await intake.get(actor, `/cases/${id}/safeguarding-concerns`)).body as unknown as CaseSafeguarding;
const only = async (actor: Actor, id: string): Promise<ConcernView> => {
  const { concerns } = await show(actor, id);
  const [concern] = concerns;
  if (!concern || concerns.length > 1) throw new Error(`The file has ${concerns.length} concerns.`);
  return concern;
};
const work = async (actor: Actor, id: string, method: 'POST' | 'PUT', path: string, body: object = {}) => {
  const { id: concernId, version } = await only(actor, id);
  return intake.call(actor, method, `/cases/${id}/safeguarding-concerns/${concernId}/${path}`, { version, ...body });
};
const settle = (id: string, step: string, more: object = { state: 'done' }) =>
  work(keeper, id, 'PUT', 'steps', { step, ...more });
const openBy = (actor: Actor, id: string, body: object) =>
  intake.post(actor, `/cases/${id}/safeguarding-concerns`, body);
const hoursTo = (concern: ConcernView, field: string | null) =>
  (Date.parse(field ?? '') - Date.parse(concern.openedAt)) / hourMilliseconds;

const fields = {
  child: 'Bé Na',
  age: 'Khoảng 14 tuổi',
  place: 'Phường A',
  situation: 'Có người ép',
  measures: 'Đã đưa đến nơi an toàn',
  reporter: 'Điều phối viên, máy bàn trung tâm',
};

describe('somebody who may be in danger', () => {
  it('is asked for her age until it is told, and helped meanwhile', async () => {
    const { id } = await openCase(intake, manager);
    expect(await show(manager, id)).toEqual({ askAge: true, concerns: [] });
    const future = await intake.call(manager, 'PUT', `/cases/${id}/birth-year`, { birthYear: 2031 });
    expect([future.status, future.body['errors']]).toEqual([400, [expect.objectContaining({ field: 'birthYear' })]]);
    expect((await intake.call(manager, 'PUT', `/cases/${id}/birth-year`, { birthYear: 1995 })).status).toBe(204);
    expect(await show(manager, id)).toEqual({ askAge: false, concerns: [] });
  });

  it.each([
    [2011, 'child_under_16'],
    [2010, 'child_under_16'],
    [2009, 'young_person_16_17'],
    [2008, 'young_person_16_17'],
  ])('born in %s counts as the youngest that she can be: %s', async (birthYear, kind) => {
    const { id } = await openCase(intake, keeper, { birthYear });
    const concern = await only(keeper, id);
    expect(concern).toMatchObject({ state: 'open', content: { kind, origin: 'birth_year' } });
    expect(hoursTo(concern, concern.nextDueAt)).toBe(12);
    await intake.call(keeper, 'PUT', `/cases/${id}/birth-year`, { birthYear });
    expect((await show(keeper, id)).concerns).toHaveLength(1);
  });

  it('born in 2007 is grown up', async () => {
    const { id } = await openCase(intake, keeper, { birthYear: 2007 });
    expect(await show(keeper, id)).toEqual({ askAge: false, concerns: [] });
  });

  it('is found by what she answers, once', async () => {
    const { id } = await openCase(intake, keeper);
    const answers = { safe_tonight: 'no', afraid_of_someone: 'yes', birth_year: 2012 };
    for (const caseVersion of [1, 1])
      await intake.post(keeper, `/cases/${id}/screenings`, {
        ...{ caseVersion, questionnaire: 'needs-v1', questionnaireVersion: 1, screenedOn: today },
        answers,
      });
    const { concerns } = await show(keeper, id);
    expect(concerns.map(({ content }) => content?.kind).sort()).toEqual([
      'child_under_16',
      'immediate_danger',
      'violence',
    ]);
  });

  it('is told of by anybody who works with the file, and read by the keepers of the compartment alone', async () => {
    const worker = colleagueOf(manager, ['outreach_worker']);
    const { id } = await openCase(intake, worker);
    const opened = await openBy(worker, id, { kind: 'trafficking', note: 'Có người giữ giấy tờ' });
    expect(opened.body).toMatchObject({ state: 'open', version: 1, content: null });
    expect((await openBy(manager, id, { kind: 'trafficking' })).body['code']).toBe('CONCERN_OPEN');
    expect(await only(keeper, id)).toMatchObject({ content: { note: 'Có người giữ giấy tờ', origin: 'person' } });
    for (const actor of [worker, manager]) expect((await only(actor, id)).content).toBeNull();
    expect((await work(worker, id, 'PUT', 'steps', { step: 'safe_now', state: 'done' })).status).toBe(403);
    const plain = colleagueOf(manager, ['supervisor']);
    expect((await work(plain, id, 'POST', 'report/confirmation')).status).toBe(403);
    const stranger = makeStaff({ roles: ['case_manager', 'safeguarding'] });
    const { id: concernId } = await only(keeper, id);
    const path = `/cases/${id}/safeguarding-concerns/${concernId}/steps`;
    const body = { version: 1, step: 'safe_now', state: 'done' };
    expect((await intake.call(stranger, 'PUT', path, body)).status).toBe(404);
    expect((await intake.call(keeper, 'PUT', path, body)).status).toBe(200);
    const columns = await intake.rows(`SELECT * FROM safeguarding_concern WHERE id = '${concernId}'`);
    expect(JSON.stringify(columns)).not.toMatch(/trafficking|giấy tờ/);
    const log = await intake.rows(`SELECT * FROM audit_entry WHERE record_id = '${concernId}'`);
    expect(log.length).toBeGreaterThan(1);
    expect(JSON.stringify(log)).not.toMatch(/trafficking|safe_now/);
  });

  it('has steps that are done or say why not, on what somebody read', async () => {
    const { id } = await openCase(intake, keeper);
    await openBy(keeper, id, { kind: 'violence' });
    const why = await settle(id, 'safety_plan', { state: 'not_applicable' });
    expect([why.status, why.body['errors']]).toEqual([400, [expect.objectContaining({ field: 'note' })]]);
    expect((await settle(id, 'no_such_step')).status).toBe(400);
    const first = await settle(id, 'safe_now');
    expect(first.body).toMatchObject({ version: 2, escalated: 0 });
    const view = first.body as unknown as ConcernView;
    expect(hoursTo(view, view.nextDueAt)).toBeGreaterThanOrEqual(5 * 24);
    expect(view.content?.steps[0]).toMatchObject({ state: 'done', byId: keeper.accountId });
    const stale = await work(keeper, id, 'PUT', 'safety-plan', { version: 1, codeWord: 'Hoa giấy' });
    expect([stale.status, stale.body['details']]).toEqual([409, { currentVersion: 2 }]);
    const planned = await work(keeper, id, 'PUT', 'safety-plan', { codeWord: 'Hoa giấy', safePlace: 'Nhà dì' });
    expect(planned.body).toMatchObject({
      content: { safetyPlan: { codeWord: 'Hoa giấy', safePlace: 'Nhà dì', helpers: null, reviewedOn: today } },
    });
    expect((await work(keeper, id, 'PUT', 'answers', { answers: {} })).body['code']).toBe('WRONG_STATE');
    expect((await work(keeper, id, 'PUT', 'report')).body['code']).toBe('WRONG_STATE');
  });

  it('keeps the file from being closed until it has ended', async () => {
    const { id } = await openCase(intake, keeper);
    const closing = { caseVersion: 1, reason: 'moved_away', outcome: 'unknown' };
    const asked = await intake.post(keeper, `/cases/${id}/closure`, closing);
    expect(asked.status).toBe(201);
    await openBy(keeper, id, { kind: 'violence' });
    const decision = { version: 1, decision: 'approve' };
    const approved = await intake.post(supervisor, `/cases/${id}/closure/decision`, decision);
    expect([approved.status, approved.body['code']]).toEqual([409, 'SAFEGUARDING_OPEN']);
    await intake.post(supervisor, `/cases/${id}/closure/decision`, { version: 1, decision: 'return' });
    const refused = await intake.post(keeper, `/cases/${id}/closure`, closing);
    expect([refused.status, refused.body['code'], refused.body['details']]).toEqual([
      409,
      'SAFEGUARDING_OPEN',
      { concerns: 1 },
    ]);
    const early = await work(keeper, id, 'POST', 'end', { outcome: 'Đã an toàn' });
    expect([early.status, early.body['details']]).toEqual([
      409,
      { missing: ['safe_now', 'safety_plan', 'plan_reviewed'] },
    ]);
    for (const step of ['safe_now', 'safety_plan', 'plan_reviewed']) await settle(id, step);
    expect((await work(keeper, id, 'POST', 'end', { outcome: 'Đã an toàn' })).body).toMatchObject({ state: 'ended' });
    expect((await settle(id, 'safe_now', { state: 'open' })).body['code']).toBe('WRONG_STATE');
    expect((await intake.post(keeper, `/cases/${id}/closure`, closing)).status).toBe(201);
  });

  it('is asked a few questions, of which an answer may tell of more', async () => {
    const { id } = await openCase(intake, keeper, { birthYear: 2009 });
    const wrong = await work(keeper, id, 'PUT', 'answers', { answers: { debt: 'maybe', unknown: 'yes' } });
    expect(wrong.body['errors']).toEqual([
      expect.objectContaining({ field: 'answers.debt' }),
      expect.objectContaining({ field: 'answers.unknown' }),
    ]);
    await work(keeper, id, 'PUT', 'answers', { answers: { debt: 'no' } });
    expect((await show(keeper, id)).concerns).toHaveLength(1);
    await work(keeper, id, 'PUT', 'answers', { answers: { debt: 'no', forced: 'yes' } });
    const { concerns } = await show(keeper, id);
    expect(concerns.map(({ content }) => content?.kind).sort()).toEqual(['trafficking', 'young_person_16_17']);
  });
});

describe('the report that the law asks for', () => {
  it('is drawn from the file, pressed by one person and confirmed by another, and given by hand', async () => {
    const { id } = await openCase(intake, keeper, { alias: 'Na', birthYear: 2012 });
    await settle(id, 'urgent_measures');
    expect((await work(keeper, id, 'POST', 'report/press')).body['details']).toEqual({ missing: ['report'] });
    const drawn = (await work(keeper, id, 'PUT', 'report')).body as unknown as ConcernView;
    expect(drawn.content?.report).toMatchObject({
      state: 'draft',
      childTold: null,
      fields: { child: 'Na', age: '2012', measures: 'Đưa bạn ấy đến nơi an toàn, lo việc y tế cần ngay' },
    });
    const early = await work(keeper, id, 'POST', 'report/press');
    expect(early.body['details']).toEqual({ missing: ['situation', 'reporter', 'child_told'] });
    const later = await work(keeper, id, 'PUT', 'report', { childTold: { told: true, on: '2026-11-21' } });
    expect(later.body['errors']).toEqual([expect.objectContaining({ field: 'childTold.on' })]);
    await work(keeper, id, 'PUT', 'report', { fields, childTold: { told: false, why: 'Bạn ấy đang ở viện' } });
    const unpressed = await work(supervisor, id, 'POST', 'report/confirmation');
    expect([unpressed.status, unpressed.body['details']]).toEqual([409, { missing: ['pressed'] }]);
    const both: Actor = { ...keeper, roles: ['supervisor', 'safeguarding'] };
    expect((await work(both, id, 'POST', 'report/press')).status).toBe(200);
    const same = await work(both, id, 'POST', 'report/confirmation');
    expect([same.status, same.body['code']]).toEqual([409, 'SECOND_PERSON']);
    const giving = { givenTo: 'Tổng đài 111', givenOn: today };
    expect((await work(keeper, id, 'POST', 'report/handover', giving)).body['details']).toEqual({
      missing: ['confirmed'],
    });
    await work(keeper, id, 'PUT', 'report', { fields: { wishes: 'Muốn đi học lại' } });
    expect((await work(supervisor, id, 'POST', 'report/confirmation')).status).toBe(409);
    await work(keeper, id, 'POST', 'report/press');
    expect((await work(supervisor, id, 'POST', 'report/confirmation')).status).toBe(200);
    const given = await work(keeper, id, 'POST', 'report/handover', giving);
    expect(given.body).toMatchObject({
      content: {
        report: {
          ...{ state: 'given', ...giving, givenById: keeper.accountId },
          ...{ pressedById: keeper.accountId, confirmedById: supervisor.accountId },
          fields: { ...fields, wishes: 'Muốn đi học lại' },
        },
      },
    });
    expect((await work(keeper, id, 'PUT', 'report', { fields })).body['code']).toBe('WRONG_STATE');
    const sent = await intake.rows(`SELECT 1 FROM outbox_message WHERE payload::text LIKE '%Muốn đi học lại%'`);
    expect(sent).toEqual([]);
  });
});

describe('a clock that runs', () => {
  it('stands first in the list of the day, and is told to supervisors at half time and when it is over', async () => {
    const centre = makeStaff({ roles: ['case_manager', 'safeguarding'] });
    const boss = colleagueOf(centre, ['supervisor']);
    const { id } = await openCase(intake, centre, { birthYear: 2012 });
    const step = { kind: 'client_step', text: 'x', dueOn: today, doneOn: null };
    const goals = [{ text: 'x', actions: [step] }];
    await intake.call(centre, 'PUT', `/cases/${id}/care-plan`, { baseVersion: 0, goals });
    const tasks = async (actor: Actor) => ((await intake.get(actor, '/today')).body as unknown as Today).tasks;
    expect((await tasks(centre)).map(({ kind }) => kind)).toEqual(['safeguarding', 'plan_step']);
    expect((await tasks(centre))[0]?.dueAt).toBe((await only(centre, id)).nextDueAt);
    const opened = Date.parse((await only(centre, id)).openedAt);
    const escalate = (hours: number) =>
      intake.app
        .get(EscalateConcernsService, { strict: false })
        .escalate(centre.organisationId, 'trial', new Date(opened + hours * hourMilliseconds));
    const escalations = async () =>
      ((await intake.get(boss, '/supervision')).body as unknown as Supervision).escalations;
    expect([await escalate(5.9), await tasks(boss), await escalations()]).toEqual([0, [], []]);
    expect([await escalate(6), await escalate(6)]).toEqual([1, 0]);
    expect((await tasks(boss)).map(({ kind }) => kind)).toEqual(['safeguarding']);
    expect(await escalations()).toMatchObject([{ caseId: id, late: false }]);
    expect([await escalate(12), await escalate(13)]).toEqual([1, 0]);
    expect(await escalations()).toMatchObject([{ caseId: id, late: true }]);
    const log = await intake.rows(
      `SELECT system, purpose FROM audit_entry WHERE action = 'escalate' AND case_id = '${id}' ORDER BY purpose`,
    );
    expect(log).toEqual([
      { system: 'safeguarding', purpose: 'half_time' },
      { system: 'safeguarding', purpose: 'late' },
    ]);
    const body = { version: 1, state: 'done' };
    const { id: concernId } = await only(centre, id);
    for (const [at, code] of ['urgent_measures', 'risk_assessment', 'statutory_report'].entries())
      await intake.call(centre, 'PUT', `/cases/${id}/safeguarding-concerns/${concernId}/steps`, {
        ...body,
        version: at + 1,
        step: code,
      });
    expect(await escalations()).toEqual([]);
  });
});
