import type { PlanAction, SaveCarePlan } from '@an-tam/contracts';
import { changesAgreement, faultsOfPlan, nextDueOn, openSteps } from './care-plan.rules.js';

const today = '2026-11-20';
const step = (changes: Partial<PlanAction> = {}): PlanAction => ({
  kind: 'client_step',
  text: 'Mang giấy tờ đến',
  dueOn: '2026-12-01',
  doneOn: null,
  ...(changes as object),
});
const plan = (changes: Partial<SaveCarePlan> = {}, ...actions: PlanAction[]): SaveCarePlan => ({
  baseVersion: 0,
  goals: [{ text: 'Có giấy tờ', actions }],
  ...changes,
});
const fields = (input: SaveCarePlan, before: Parameters<typeof faultsOfPlan>[1] = null) =>
  faultsOfPlan(input, before, today).map(({ field }) => field);

describe('a care plan', () => {
  it('is due when its first open step is', () => {
    const done = step({ dueOn: '2026-11-21', doneOn: today });
    const goals = [
      { text: 'a', actions: [done, step({ dueOn: '2026-12-05' })] },
      { text: 'b', actions: [step()] },
    ];
    expect([nextDueOn(goals), openSteps(goals)]).toEqual(['2026-12-01', 2]);
    expect([nextDueOn([{ text: 'a', actions: [done] }]), openSteps([])]).toEqual([null, 0]);
  });

  it.each([
    ['a day that is over', plan({}, step({ dueOn: '2026-11-19' })), ['goals.0.actions.0.dueOn']],
    ['a day more than a year away', plan({}, step({ dueOn: '2027-11-21' })), ['goals.0.actions.0.dueOn']],
    ['done on a day to come', plan({}, step({ doneOn: '2026-11-21' })), ['goals.0.actions.0.doneOn']],
    ['a review today', plan({ reviewOn: today }), ['reviewOn']],
    ['a review after more than three months', plan({ reviewOn: '2027-02-21' }), ['reviewOn']],
    ['a review after three months', plan({ reviewOn: '2027-02-20' }, step()), []],
  ])('refuses, or takes, %s', (_what, input, expected) => {
    expect(fields(input)).toEqual(expected);
  });

  it('keeps a day that stood there before, however late it has become', () => {
    const late = step({ dueOn: '2026-10-01' });
    const before = { goals: plan({}, late).goals, reviewOn: '2026-11-01' };
    expect(fields(plan({ reviewOn: '2026-11-01' }, late), before)).toEqual([]);
    expect(fields(plan({ reviewOn: '2026-11-02' }, late), before)).toEqual(['reviewOn']);
  });

  it('asks for a word again when more was changed than what is done', () => {
    const before = { goals: plan({}, step()).goals, reviewOn: '2027-01-01' };
    expect(changesAgreement(null, before.goals)).toBe(true);
    expect(changesAgreement(before, plan({}, step({ doneOn: today })).goals)).toBe(false);
    expect(changesAgreement(before, plan({}, step({ dueOn: '2026-12-02' })).goals)).toBe(true);
  });
});
