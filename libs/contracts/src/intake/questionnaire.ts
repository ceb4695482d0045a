import { z } from 'zod';
import { bilingualSchema } from '../shared/problem.js';
import { screeningAnswersSchema, screeningViewSchema, type ScreeningAnswers } from './screening.js';

export const choiceSchema = z.object({ code: z.string(), label: bilingualSchema });
export type Choice = z.infer<typeof choiceSchema>;

/** Holds when the answer is one of `any_of` and none of `none_of`. */
export const answerConditionSchema = z.object({
  question: z.string(),
  any_of: z.array(z.string()).optional(),
  none_of: z.array(z.string()).optional(),
});
export type AnswerCondition = z.infer<typeof answerConditionSchema>;

export const questionSchema = z.object({
  id: z.string(),
  type: z.enum(['choice', 'multi', 'year']),
  text: bilingualSchema,
  /** "Vì sao hỏi?" */
  why: bilingualSchema,
  options: z.array(choiceSchema),
  /** Asked only when all of these hold for the answers given before it. */
  showIf: z.array(answerConditionSchema),
});
export type Question = z.infer<typeof questionSchema>;

export const questionnaireSchema = z.object({
  id: z.string(),
  version: z.number().int(),
  sections: z.array(
    z.object({
      id: z.string(),
      title: bilingualSchema,
      showIf: z.array(answerConditionSchema),
      questions: z.array(questionSchema),
    }),
  ),
  scores: z.array(z.object({ id: z.string(), title: bilingualSchema })),
  /** How the two results are worked out, said in words that are made from the rules themselves. */
  results: z.object({ inNeed: bilingualSchema, eligible: bilingualSchema }),
});
export type Questionnaire = z.infer<typeof questionnaireSchema>;

/** A question without an answer meets `none_of` and never `any_of`: skipping takes no right away. */
export function answerMeets(condition: AnswerCondition, answers: ScreeningAnswers): boolean {
  const answer = answers[condition.question];
  const given = (Array.isArray(answer) ? answer : [answer]).map(String);
  if (condition.any_of && !given.some((code) => condition.any_of?.includes(code))) return false;
  return !condition.none_of || !given.some((code) => condition.none_of?.includes(code));
}

export interface AskedQuestion {
  readonly section: Questionnaire['sections'][number];
  readonly question: Question;
}

/** The questions that these answers lead to, in order; what was answered to a question that is not asked counts for nothing. */
export function questionsToAsk(questionnaire: Questionnaire, answers: ScreeningAnswers): AskedQuestion[] {
  const counted: ScreeningAnswers = {};
  const asked: AskedQuestion[] = [];
  for (const section of questionnaire.sections) {
    if (!section.showIf.every((condition) => answerMeets(condition, counted))) continue;
    for (const question of section.questions) {
      if (!question.showIf.every((condition) => answerMeets(condition, counted))) continue;
      asked.push({ section, question });
      const answer = answers[question.id];
      if (answer !== undefined) counted[question.id] = answer;
    }
  }
  return asked;
}

/** One screening with its answers and the questions of the version that asked them. */
export const answeredScreeningSchema = screeningViewSchema.extend({
  answers: screeningAnswersSchema,
  asked: questionnaireSchema,
});
export type AnsweredScreening = z.infer<typeof answeredScreeningSchema>;

export const currentQuestionnaireSchema = z.object({ questionnaire: questionnaireSchema });

/** Text of a questionnaire as an administrator writes it, YAML or JSON. */
const draftTextSchema = z.string().min(1).max(200_000);
export const checkQuestionnaireSchema = z.strictObject({ text: draftTextSchema });
export type CheckQuestionnaire = z.infer<typeof checkQuestionnaireSchema>;

/** What is wrong in a draft; `line` counts from 1. */
export const draftFaultSchema = z.object({ line: z.number().int().positive(), message: bilingualSchema });
export type DraftFault = z.infer<typeof draftFaultSchema>;

export const draftCheckSchema = z.object({
  faults: z.array(draftFaultSchema),
  /** The draft as a worker would be asked it; null while something is wrong. */
  preview: questionnaireSchema.nullable(),
});
export type DraftCheck = z.infer<typeof draftCheckSchema>;

/** `version` is the number it would get: the last published one and one more. */
export const publishQuestionnaireSchema = z.strictObject({ text: draftTextSchema, version: z.number().int().min(2) });
export type PublishQuestionnaire = z.infer<typeof publishQuestionnaireSchema>;

export const publishedVersionSchema = z.object({
  version: z.number().int(),
  /** Null for the version that the product ships with. */
  publishedAt: z.iso.datetime().nullable(),
});
export const questionnaireVersionsSchema = z.object({
  /** Newest first. */
  versions: z.array(publishedVersionSchema),
  /** Text of the newest one, to start from. */
  text: z.string(),
});
export type QuestionnaireVersions = z.infer<typeof questionnaireVersionsSchema>;
