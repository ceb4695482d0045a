import type { Actor } from '@an-tam/contracts';
import {
  colleagueOf,
  makeStaff,
  openCase,
  startIntake,
  today,
  type RunningIntake,
} from '../../../../test/support/intake-service.js';

const step = { kind: 'client_step', text: 'Mang giấy tờ đến', dueOn: '2026-12-01', doneOn: null };
const goalsWith = (...actions: object[]) => [{ text: 'Có giấy tờ tùy thân', actions }];

describe('care plans', () => {
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

  const save = (actor: Actor, id: string, body: object) => intake.call(actor, 'PUT', `/cases/${id}/care-plan`, body);
  const show = async (actor: Actor, id: string) => (await intake.get(actor, `/cases/${id}/care-plan`)).body['plan'];

  it('are written on what stood there, and somebody else’s change is never lost', async () => {
    const { id } = await openCase(intake, manager);
    expect(await show(manager, id)).toBeNull();
    const first = await save(manager, id, { baseVersion: 0, goals: goalsWith(step) });
    expect(first.body).toMatchObject({ version: 1, state: 'active', reviewOn: '2027-02-20' });
    const second = await save(manager, id, { baseVersion: 1, goals: goalsWith({ ...step, doneOn: today }) });
    expect(second.status).toBe(200);
    const late = await save(supervisor, id, { baseVersion: 1, goals: goalsWith({ ...step, text: 'Khác' }) });
    expect([late.status, late.body['code'], late.body['details']]).toEqual([
      409,
      'STALE_VERSION',
      { currentVersion: 2 },
    ]);
    expect(await show(manager, id)).toEqual(second.body);
    const rows = await intake.rows(`SELECT next_due_on, version FROM care_plan WHERE case_id = '${id}'`);
    expect(rows).toEqual([{ next_due_on: null, version: 2 }]);
    const written = await intake.rows(
      `SELECT action, row_version FROM audit_entry WHERE resource = 'CarePlan' AND case_id = '${id}' AND row_mac IS NOT NULL ORDER BY row_version`,
    );
    expect(written).toEqual([
      { action: 'create', row_version: 1 },
      { action: 'update', row_version: 2 },
    ]);
  });

  it('tell who changed what and when, to who may read the plan', async () => {
    await intake.call(supervisor, 'PUT', '/care-settings', { planApproval: true });
    const { id } = await openCase(intake, manager);
    await save(manager, id, { baseVersion: 0, goals: goalsWith(step) });
    const decision = { version: 1, decision: 'approve', remark: 'Làm sớm nhé' };
    await intake.post(supervisor, `/cases/${id}/care-plan/decision`, decision);
    await save(manager, id, { baseVersion: 2, goals: goalsWith({ ...step, doneOn: today }), reviewOn: '2027-01-05' });
    const { history } = (await intake.get(supervisor, `/cases/${id}/care-plan`)).body;
    const by = ({ accountId }: Actor) => ({ on: today, byId: accountId });
    expect(history).toEqual([
      {
        ...{ version: 3, ...by(manager) },
        changes: [
          { kind: 'step_done', text: step.text },
          { kind: 'review_moved', text: '2027-01-05' },
        ],
      },
      { version: 2, ...by(supervisor), changes: [{ kind: 'approved', text: 'Làm sớm nhé' }] },
      {
        ...{ version: 1, ...by(manager) },
        changes: [
          { kind: 'goal_added', text: 'Có giấy tờ tùy thân' },
          { kind: 'step_added', text: step.text },
        ],
      },
    ]);
    expect((await intake.get(colleagueOf(manager, ['outreach_worker']), `/cases/${id}/care-plan`)).status).toBe(403);
  });

  it('wait for another person where the centre asks for it, and not for a step that was done', async () => {
    expect((await intake.get(manager, '/care-settings')).body).toEqual({ planApproval: false, attachments: false });
    await intake.call(supervisor, 'PUT', '/care-settings', { planApproval: true });
    const { id } = await openCase(intake, supervisor);
    const decide = (actor: Actor, version: number, decision: string) =>
      intake.post(actor, `/cases/${id}/care-plan/decision`, { version, decision, remark: 'Ngắn hơn nhé' });
    expect((await decide(supervisor, 1, 'approve')).status).toBe(404);
    const own = await save(supervisor, id, { baseVersion: 0, goals: goalsWith(step) });
    expect(own.body).toMatchObject({ state: 'waiting' });
    expect((await decide(supervisor, 1, 'approve')).status).toBe(404);
    const other = colleagueOf(supervisor, ['supervisor']);
    expect((await decide(manager, 1, 'approve')).status).toBe(403);
    expect((await decide(other, 2, 'approve')).body['code']).toBe('STALE_VERSION');
    const returned = await decide(other, 1, 'return');
    expect(returned.body).toMatchObject({ state: 'returned', version: 2, remark: 'Ngắn hơn nhé' });
    expect((await decide(other, 2, 'approve')).body['code']).toBe('WRONG_STATE');
    await save(manager, id, { baseVersion: 2, goals: goalsWith({ ...step, text: 'Đi làm giấy' }) });
    expect((await decide(supervisor, 3, 'approve')).body).toMatchObject({ state: 'active' });
    const done = await save(manager, id, {
      baseVersion: 4,
      goals: goalsWith({ ...step, text: 'Đi làm giấy', doneOn: today }),
    });
    expect(done.body).toMatchObject({ state: 'active', proposedById: manager.accountId });
  });

  it.each([
    ['no goal', { goals: [] }, 'goals'],
    ['a step in the past', { goals: goalsWith({ ...step, dueOn: '2026-11-01' }) }, 'goals.0.actions.0.dueOn'],
    ['a review in half a year', { goals: goalsWith(step), reviewOn: '2027-05-20' }, 'reviewOn'],
    [
      'a need that is not in the list',
      {
        goals: goalsWith({
          ...step,
          kind: 'referral',
          needCode: 'castle',
          responsibleId: '6f1c0f9e-7a44-4c7e-9f0e-3a1d2b4c5d6e',
        }),
      },
      'goals.0.actions.0.needCode',
    ],
  ])('answer 400 naming the field for %s, and keep nothing', async (_what, changes, field) => {
    const { id } = await openCase(intake, manager);
    const answer = await save(manager, id, { baseVersion: 0, ...changes });
    expect([answer.status, answer.body['errors']]).toMatchObject([400, [{ field }]]);
    expect(await show(manager, id)).toBeNull();
  });
});
