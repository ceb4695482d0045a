import {
  answerMeets,
  questionsToAsk,
  type FieldError,
  type NeedView,
  type Question,
  type Questionnaire,
  type ScreeningAnswers,
  type ScreeningScore,
} from '@an-tam/contracts';
import {
  optionsOf,
  type PublishedQuestionnaire,
  type QuestionnaireContent,
  type RuleCondition,
} from '../questionnaires/index.js';

export interface ScreeningResult {
  readonly needs: NeedView[];
  readonly inNeed: boolean;
  readonly eligible: boolean;
  readonly scores: ScreeningScore[];
}

/** Each score is the sum over the answers given to its questions; what was skipped adds nothing. */
function scoresOf(answers: ScreeningAnswers, content: QuestionnaireContent): ScreeningScore[] {
  const questions = content.sections.flatMap((section) => section.questions);
  return content.scores.map(({ id, questions: counted }) => ({
    id,
    value: questions
      .filter((question) => counted.includes(question.id))
      .flatMap((question) => {
        const given = [answers[question.id]].flat();
        return optionsOf(content, question).filter(({ code }) => given.includes(code));
      })
      .reduce((sum, { score }) => sum + (score ?? 0), 0),
  }));
}

/** What the answers mean under the questionnaire's own rules: one need per domain, the most urgent rule wins. */
export function evaluateScreening(
  answers: ScreeningAnswers,
  { content, rules }: Pick<PublishedQuestionnaire, 'content' | 'rules'>,
): ScreeningResult {
  const scores = scoresOf(answers, content);
  const holds = (condition: RuleCondition): boolean =>
    'score' in condition
      ? (scores.find(({ id }) => id === condition.score)?.value ?? 0) >= condition.at_least
      : answerMeets(condition, answers);
  const needs = new Map<string, NeedView>();
  for (const { when, need } of rules.needs) {
    if (!when.every(holds)) continue;
    if (needs.get(need.code)?.urgency !== 'urgent') needs.set(need.code, need);
  }
  const inNeed = needs.size > 0;
  return {
    needs: [...needs.values()].sort((a, b) => (a.urgency === b.urgency ? 0 : a.urgency === 'urgent' ? -1 : 1)),
    inNeed,
    eligible: inNeed && rules.results.eligible.when.every(holds),
    scores,
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

/** Answers that the questionnaire does not know, did not ask for or cannot take; empty when all are right. */
export function faultsOfAnswers(answers: ScreeningAnswers, questionnaire: Questionnaire, today: string): FieldError[] {
  const questions = new Map(questionnaire.sections.flatMap((s) => s.questions).map((q) => [q.id, q]));
  const asked = new Set(questionsToAsk(questionnaire, answers).map(({ question }) => question.id));
  const year = Number(today.slice(0, 4));
  return Object.entries(answers).flatMap(([id, answer]) => {
    const question = questions.get(id);
    if (!question) return [error(id, 'Bộ câu hỏi không có câu này.', 'The questionnaire has no such question.')];
    if (!asked.has(id))
      return [
        error(
          id,
          'Câu này không được hỏi sau những câu trả lời ở trên.',
          'This question is not asked after the answers above.',
        ),
      ];
    return faultOf(question, answer, year) ?? [];
  });
}
