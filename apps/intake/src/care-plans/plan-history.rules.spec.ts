import type { PlanGoal, PlanVersion } from '@an-tam/contracts';
import { changesOf, withVersion } from './plan-history.rules.js';

const step = (text: string, changes: object = {}) => ({
  ...{ kind: 'client_step' as const, text, dueOn: '2026-12-01', doneOn: null },
  ...changes,
});
const goal = (text: string, ...actions: ReturnType<typeof step>[]): PlanGoal => ({ text, actions });
const before = { goals: [goal('Có chỗ ở', step('Gọi nhà trọ'), step('Gọi nhà trọ'))], reviewOn: '2027-02-20' };
const told = (goals: readonly PlanGoal[], reviewOn = before.reviewOn) =>
  changesOf(before, goals, reviewOn).map(({ kind, text }) => `${kind} ${text}`);
const [first] = before.goals;

describe('what a version of a plan changed', () => {
  it.each([
    ['nothing', before.goals, []],
    ['a goal more', [...before.goals, goal('Có việc làm')], ['goal_added Có việc làm']],
    [
      'a goal in other words',
      [goal('Nhà ở')],
      ['goal_added Nhà ở', 'goal_removed Có chỗ ở', 'step_removed Gọi nhà trọ', 'step_removed Gọi nhà trọ'],
    ],
    ['one of two steps of the same words', [goal('Có chỗ ở', step('Gọi nhà trọ'))], ['step_removed Gọi nhà trọ']],
    [
      'a step more',
      [goal('Có chỗ ở', ...(first?.actions as ReturnType<typeof step>[]), step('Chuyển đồ'))],
      ['step_added Chuyển đồ'],
    ],
    [
      'a step that is done',
      [goal('Có chỗ ở', step('Gọi nhà trọ', { doneOn: '2026-11-20' }), step('Gọi nhà trọ'))],
      ['step_done Gọi nhà trọ'],
    ],
    [
      'a step that is due later',
      [goal('Có chỗ ở', step('Gọi nhà trọ'), step('Gọi nhà trọ', { dueOn: '2026-12-09' }))],
      ['step_changed Gọi nhà trọ'],
    ],
  ])('is told: %s', (_what, goals, expected) => expect(told(goals)).toEqual(expected));

  it('is told: a review on another day, and a step that is open again', () => {
    expect(told(before.goals, '2027-01-01')).toEqual(['review_moved 2027-01-01']);
    const done = { goals: [goal('Có chỗ ở', step('Gọi nhà trọ', { doneOn: '2026-11-20' }))], reviewOn: '2027-02-20' };
    const [opened] = changesOf(done, [goal('Có chỗ ở', step('Gọi nhà trọ'))], '2027-02-20');
    expect(opened).toEqual({ kind: 'step_reopened', text: 'Gọi nhà trọ' });
  });

  it('is told of the first version as of any other', () => {
    expect(changesOf(null, before.goals, before.reviewOn).map(({ kind }) => kind)).toEqual([
      'goal_added',
      'step_added',
      'step_added',
    ]);
  });
});

describe('the history of a plan', () => {
  const version = (number: number, changes: number): PlanVersion => ({
    version: number,
    on: '2026-11-20',
    byId: '00000000-0000-4000-8000-000000000000',
    changes: Array.from({ length: changes }, () => ({ kind: 'step_done', text: 'x' })),
  });

  it('has the newest version first, and none that changed nothing', () => {
    const two = withVersion(withVersion([], version(1, 3)), version(2, 1));
    expect(two.map((one) => one.version)).toEqual([2, 1]);
    expect(withVersion(two, version(3, 0))).toEqual(two);
  });

  it('never grows beyond what a sealed row can hold, and never loses the newest', () => {
    const long = Array.from({ length: 50 }, (_, at) => version(50 - at, 10));
    const kept = withVersion(long, version(51, 10));
    expect([kept[0]?.version, kept.length]).toEqual([51, 40]);
    expect(withVersion(long, version(51, 401)).map((one) => one.version)).toEqual([51]);
  });
});
