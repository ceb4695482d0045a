import { z } from 'zod';
import { dateSchema, needCodeSchema, versionSchema } from '../shared/codes.js';

export const urgencySchema = z.enum(['routine', 'urgent']);

/** Answers by question id: one code, several codes, or a number (birth year). An absent question was skipped. */
export const screeningAnswersSchema = z.record(
  z.string().regex(/^[a-z0-9_.-]{1,60}$/),
  z.union([z.string().max(60), z.array(z.string().max(60)).max(30), z.number().int()]),
);
export type ScreeningAnswers = z.infer<typeof screeningAnswersSchema>;

export const recordScreeningSchema = z.strictObject({
  caseVersion: versionSchema,
  questionnaire: z.string().min(1).max(40),
  questionnaireVersion: z.number().int().positive(),
  screenedOn: dateSchema,
  answers: screeningAnswersSchema,
});
export type RecordScreening = z.infer<typeof recordScreeningSchema>;

export const needViewSchema = z.object({ code: needCodeSchema, urgency: urgencySchema });
export type NeedView = z.infer<typeof needViewSchema>;

/** A sum that a questionnaire defines over the answers to some of its questions. */
export const screeningScoreSchema = z.object({ id: z.string(), value: z.number().int() });
export type ScreeningScore = z.infer<typeof screeningScoreSchema>;

export const screeningViewSchema = z.object({
  id: z.uuid(),
  questionnaire: z.string(),
  questionnaireVersion: z.number().int(),
  screenedOn: dateSchema,
  needs: z.array(needViewSchema),
  inNeed: z.boolean(),
  eligible: z.boolean(),
  scores: z.array(screeningScoreSchema).default([]),
});
export type ScreeningView = z.infer<typeof screeningViewSchema>;
