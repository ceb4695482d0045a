import { planReviewMonths, type FieldError, type PlanGoal, type SaveCarePlan } from '@an-tam/contracts';
import { addDuration } from '@an-tam/http';

const error = (field: string, vi: string, en: string): FieldError => ({ field, message: { vi, en } });

/** The plan as it stood before. */
export interface PlanBefore {
  readonly goals: readonly PlanGoal[];
  readonly reviewOn: string;
}

/** The last day on which a plan set today must be looked at again. */
export const latestReview = (today: string): string => addDuration(today, `P${planReviewMonths}M`);

/** The earliest day by which an open step is due; null when none is open. */
export function nextDueOn(goals: readonly PlanGoal[]): string | null {
  const open = goals.flatMap(({ actions }) => actions).filter(({ doneOn }) => doneOn === null);
  return open.map(({ dueOn }) => dueOn).sort()[0] ?? null;
}

/** How many steps are not done. */
export const openSteps = (goals: readonly PlanGoal[]): number =>
  goals.flatMap(({ actions }) => actions).filter(({ doneOn }) => doneOn === null).length;

const agreed = (goals: readonly PlanGoal[]) =>
  JSON.stringify(goals.map((goal) => ({ ...goal, actions: goal.actions.map((step) => ({ ...step, doneOn: null })) })));

/** Whether more was changed than what has been done: only that can need a supervisor's word again. */
export const changesAgreement = (before: PlanBefore | null, goals: readonly PlanGoal[]): boolean =>
  before === null || agreed(before.goals) !== agreed(goals);

/** What is wrong with the days of a plan. A day that stood there before may stay, however late it has become. */
export function faultsOfPlan(input: SaveCarePlan, before: PlanBefore | null, today: string): FieldError[] {
  const known = new Set(before?.goals.flatMap(({ actions }) => actions.map(({ dueOn }) => dueOn)));
  const faults = input.goals.flatMap(({ actions }, goal) =>
    actions.flatMap(({ dueOn, doneOn }, action) => {
      const at = `goals.${goal}.actions.${action}`;
      if (doneOn !== null && doneOn > today)
        return [error(`${at}.doneOn`, 'Ngày này chưa đến.', 'This day has not come yet.')];
      if (doneOn !== null || known.has(dueOn)) return [];
      if (dueOn < today) return [error(`${at}.dueOn`, 'Ngày này đã qua.', 'This day has passed.')];
      return dueOn <= addDuration(today, 'P12M')
        ? []
        : [error(`${at}.dueOn`, 'Ngày này quá xa, tối đa một năm.', 'This day is too far away, at most a year.')];
    }),
  );
  const { reviewOn } = input;
  if (reviewOn === undefined || reviewOn === before?.reviewOn) return faults;
  if (reviewOn > today && reviewOn <= latestReview(today)) return faults;
  const review = error(
    'reviewOn',
    'Ngày xem lại phải sau hôm nay và trong vòng ba tháng.',
    'The review must be after today and within three months.',
  );
  return [...faults, review];
}
