import type { ConcernContentView, ConcernKind, FieldError, SettleStep, StatutoryReport } from '@an-tam/contracts';
import { addWorkingDays } from '@an-tam/http';
import type { ConcernContent, ConcernStep } from './safeguarding-concern.content.js';
import type { Guide, GuideKind, ReportField } from './safeguarding-guide.js';

const hourMilliseconds = 3_600_000;

/** Of a year alone a birthday is not known: she counts as the youngest that she can be, so that no child is missed. */
export function kindForBirthYear(guide: Guide, birthYear: number, today: string): GuideKind | null {
  const youngest = Number(today.slice(0, 4)) - birthYear - 1;
  const fitting = guide.kinds.filter(({ under }) => under !== null && youngest < under);
  return fitting.sort((one, other) => (one.under ?? 0) - (other.under ?? 0))[0] ?? null;
}

/** What the answers to a screening give reason for. */
export const kindsForAnswers = (guide: Guide, answers: Readonly<Record<string, unknown>>): GuideKind[] =>
  guide.kinds.filter(({ fromAnswers }) => fromAnswers.some(({ question, is }) => answers[question] === is));

/** The steps of a kind with their clocks, none of them done. */
export const stepsOf = (kind: GuideKind, openedAt: Date): ConcernStep[] =>
  kind.steps.map(({ code, due }) => ({
    code,
    dueAt: ('hours' in due
      ? new Date(openedAt.getTime() + due.hours * hourMilliseconds)
      : addWorkingDays(openedAt, due.workingDays)
    ).toISOString(),
    state: 'open',
    note: null,
    byId: null,
    at: null,
  }));

const open = (steps: readonly ConcernStep[]) => steps.filter(({ state }) => state === 'open');

/** The earliest time by which an open step is due. */
export const nextDueAt = (steps: readonly ConcernStep[]): string | null =>
  open(steps)
    .map(({ dueAt }) => dueAt)
    .sort()[0] ?? null;

/** The steps after one of them was settled, or taken up again; null when there is no such step. */
export function settled(
  steps: readonly ConcernStep[],
  { step, state, note }: SettleStep,
  by: { readonly byId: string; readonly at: string },
): ConcernStep[] | null {
  if (!steps.some(({ code }) => code === step)) return null;
  const mark = state === 'open' ? { byId: null, at: null } : by;
  return steps.map((one) => (one.code === step ? { ...one, state, note: note ?? null, ...mark } : one));
}

/** What still stands against ending: open steps, and a report that was begun and not given to anybody. */
export const missingToEnd = ({ steps, report }: ConcernContent): string[] => [
  ...open(steps).map(({ code }) => code),
  ...(report && report.state !== 'given' ? ['report'] : []),
];

/** What a report needs before anybody may press. */
export const missingToPress = (report: StatutoryReport, fields: readonly ReportField[]): string[] => [
  ...fields.filter(({ code, required }) => required && (report.fields[code] ?? '') === '').map(({ code }) => code),
  ...(report.childTold === null ? ['child_told'] : []),
];

/** Answers that the short questions do not know; empty when all are right. */
export function faultsOfAnswers(
  asked: ConcernContentView['questions'],
  answers: Readonly<Record<string, string>>,
): FieldError[] {
  const questions = new Map(asked.map((one) => [one.id, one]));
  return Object.entries(answers).flatMap(([id, answer]) =>
    questions.get(id)?.options.some(({ code }) => code === answer)
      ? []
      : [
          {
            field: `answers.${id}`,
            message: { vi: 'Chọn một trong các câu trả lời.', en: 'Choose one of the answers.' },
          },
        ],
  );
}

/** What the answers give reason to open besides. */
export const openedByAnswers = (kind: GuideKind, answers: Readonly<Record<string, string>>): ConcernKind | null =>
  kind.opens && Object.values(answers).includes(kind.opens.whenAnyIs) ? kind.opens.kind : null;
