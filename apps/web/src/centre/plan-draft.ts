import type { PlanAction, PlanGoal, ReferenceData } from '@an-tam/contracts';

/** A step as it is being written: every choice kept, whichever kind is chosen at the moment. */
export interface StepDraft {
  readonly key: string;
  readonly kind: PlanAction['kind'];
  readonly text: string;
  readonly code: string;
  readonly dueOn: string;
  readonly doneOn: string | null;
  readonly responsibleId: string | null;
}

export interface GoalDraft {
  readonly key: string;
  readonly text: string;
  readonly steps: readonly StepDraft[];
}

let made = 0;
const newKey = () => `draft-${(made += 1)}`;

/** The same day some months later; the last day of a shorter month stands in. */
export function laterBy(day: string, months: number): string {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number);
  const last = new Date(Date.UTC(year, month - 1 + months + 1, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + months, Math.min(date, last))).toISOString().slice(0, 10);
}

export const emptyStep = (today: string): StepDraft => ({
  key: newKey(),
  kind: 'own_service',
  text: '',
  code: '',
  dueOn: laterBy(today, 1),
  doneOn: null,
  responsibleId: null,
});

export const emptyGoal = (today: string): GoalDraft => ({ key: newKey(), text: '', steps: [emptyStep(today)] });

const codeOf = (step: PlanAction) =>
  step.kind === 'own_service' ? step.serviceCode : step.kind === 'referral' ? step.needCode : '';

export const draftOf = (goal: PlanGoal): GoalDraft => ({
  key: newKey(),
  text: goal.text,
  steps: goal.actions.map((step) => ({
    key: newKey(),
    kind: step.kind,
    text: step.text,
    code: codeOf(step),
    dueOn: step.dueOn,
    doneOn: step.doneOn,
    responsibleId: step.kind === 'client_step' ? null : step.responsibleId,
  })),
});

/** The goal as it is sent; a step without words of its own is called after its service or need. */
export function planOf({ text, steps }: GoalDraft, assigneeId: string, reference: ReferenceData): object {
  const actions = steps.map(({ kind, code, dueOn, doneOn, responsibleId, ...step }) => {
    const choices = kind === 'own_service' ? reference.services : reference.needs;
    const label = kind === 'client_step' ? undefined : choices.find((choice) => choice.code === code)?.label.vi;
    const base = { kind, text: step.text.trim() || (label ?? ''), dueOn, doneOn };
    if (kind === 'client_step') return base;
    const named = kind === 'own_service' ? { serviceCode: code } : { needCode: code };
    return { ...base, ...named, responsibleId: responsibleId ?? assigneeId };
  });
  return { text, actions };
}
