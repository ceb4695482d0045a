import type { FieldError, NeedView, Question, Questionnaire, ScreeningAnswers } from '@an-tam/contracts';
import type { AnswerCondition, ScreeningRules } from '../reference-data/index.js';

export interface ScreeningResult {
  readonly needs: NeedView[];
  readonly inNeed: boolean;
  readonly eligible: boolean;
}

/** A question without an answer meets `none_of` and never `any_of`: skipping takes no right away. */
function holds(condition: AnswerCondition, answers: ScreeningAnswers): boolean {
  const answer = answers[condition.question];
  const given = (Array.isArray(answer) ? answer : [answer]).map(String);
  if (condition.any_of && !given.some((code) => condition.any_of?.includes(code))) return false;
  return !condition.none_of || !given.some((code) => condition.none_of?.includes(code));
}

/** What the answers mean under the questionnaire's own rules: one need per domain, the most urgent rule wins. */
export function evaluateScreening(answers: ScreeningAnswers, rules: ScreeningRules): ScreeningResult {
  const needs = new Map<string, NeedView>();
  for (const { when, need } of rules.needs) {
    if (!when.every((condition) => holds(condition, answers))) continue;
    if (needs.get(need.code)?.urgency !== 'urgent') needs.set(need.code, need);
  }
  const inNeed = needs.size > 0;
  return {
    needs: [...needs.values()].sort((a, b) => (a.urgency === b.urgency ? 0 : a.urgency === 'urgent' ? -1 : 1)),
    inNeed,
    eligible: inNeed && rules.results.eligible.when.every((condition) => holds(condition, answers)),
  };
}

const error = (id: string, vi: string, en: string): FieldError => ({ field: `answers.${id}`, message: { vi, en } });

function faultOf(question: Question, answer: ScreeningAnswers[string], year: number): FieldError | undefined {
  const codes = new Set(question.options.map((o) => o.code));
  switch (question.type) {
    case 'choice':
      return typeof answer === 'string' && codes.has(answer)
        ? undefined
        : error(question.id, 'Chọn một trong các câu trả lời.', 'Choose one of the answers.');
    case 'multi':
      return Array.isArray(answer) && answer.every((code) => codes.has(code))
        ? undefined
        : error(question.id, 'Chọn trong các câu trả lời cho sẵn.', 'Choose among the given answers.');
    case 'year':
      return typeof answer === 'number' && answer >= 1920 && answer <= year
        ? undefined
        : error(question.id, 'Ghi năm bằng bốn chữ số.', 'Write the year with four digits.');
  }
}

/** Answers that the questionnaire does not know or cannot take; empty when all are right. */
export function faultsOfAnswers(answers: ScreeningAnswers, questionnaire: Questionnaire, today: string): FieldError[] {
  const questions = new Map(questionnaire.sections.flatMap((s) => s.questions).map((q) => [q.id, q]));
  const year = Number(today.slice(0, 4));
  return Object.entries(answers).flatMap(([id, answer]) => {
    const question = questions.get(id);
    if (!question) return [error(id, 'Bộ câu hỏi không có câu này.', 'The questionnaire has no such question.')];
    return faultOf(question, answer, year) ?? [];
  });
}
