import type { PlanAction, PlanChange, PlanGoal, PlanVersion } from '@an-tam/contracts';
import type { PlanBefore } from './care-plan.rules.js';

/** A plan of two years of weekly work is told whole; what is older falls away. */
const mostChanges = 400;

interface Step {
  readonly goal: string;
  readonly action: PlanAction;
}

const stepsOf = (goals: readonly PlanGoal[]): Step[] =>
  goals.flatMap(({ text: goal, actions }) => actions.map((action) => ({ goal, action })));

/** What says that two steps are one: not by when it is due, nor who does it, nor whether it is done. */
const sameStep = (one: Step) => (other: Step) =>
  one.goal === other.goal && one.action.kind === other.action.kind && one.action.text === other.action.text;

/** Takes each step of `others` for one step at most, so that two steps of the same words stay two. */
function pairs(steps: readonly Step[], others: readonly Step[]): { readonly step: Step; readonly other?: Step }[] {
  const left = [...others];
  return steps.map((step) => {
    const at = left.findIndex(sameStep(step));
    const [other] = at < 0 ? [] : left.splice(at, 1);
    return other ? { step, other } : { step };
  });
}

function changeOf({ action: now }: Step, { action: before }: Step): PlanChange[] {
  const { text } = now;
  if (before.doneOn === null && now.doneOn !== null) return [{ kind: 'step_done', text }];
  if (before.doneOn !== null && now.doneOn === null) return [{ kind: 'step_reopened', text }];
  return JSON.stringify(now) === JSON.stringify(before) ? [] : [{ kind: 'step_changed', text }];
}

/** What a plan that is saved changes of the one before it. */
export function changesOf(before: PlanBefore | null, goals: readonly PlanGoal[], reviewOn: string): PlanChange[] {
  const had = before?.goals ?? [];
  const [steps, stepsBefore] = [stepsOf(goals), stepsOf(had)];
  const without = (some: readonly PlanGoal[], others: readonly PlanGoal[]) =>
    some.map(({ text }) => text).filter((text) => !others.some((other) => other.text === text));
  return [
    ...without(goals, had).map((text): PlanChange => ({ kind: 'goal_added', text })),
    ...without(had, goals).map((text): PlanChange => ({ kind: 'goal_removed', text })),
    ...pairs(steps, stepsBefore).flatMap(({ step, other }): PlanChange[] =>
      other ? changeOf(step, other) : [{ kind: 'step_added', text: step.action.text }],
    ),
    ...pairs(stepsBefore, steps).flatMap(({ step, other }): PlanChange[] =>
      other ? [] : [{ kind: 'step_removed', text: step.action.text }],
    ),
    ...(before && before.reviewOn !== reviewOn ? [{ kind: 'review_moved' as const, text: reviewOn }] : []),
  ];
}

/** The history with one version more, the newest first; a version that changed nothing is not told. */
export function withVersion(history: readonly PlanVersion[], version: PlanVersion): PlanVersion[] {
  if (version.changes.length === 0) return [...history];
  let told = 0;
  return [version, ...history].filter(({ changes }, at) => {
    told += changes.length;
    return at === 0 || told <= mostChanges;
  });
}
