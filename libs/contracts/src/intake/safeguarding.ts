import { z } from 'zod';
import { bilingualSchema } from '../shared/problem.js';
import { dateSchema, lineSchema, textSchema, versionSchema } from '../shared/codes.js';
import { questionSchema } from './questionnaire.js';

export const concernKindSchema = z.enum([
  'child_under_16',
  'young_person_16_17',
  'trafficking',
  'immediate_danger',
  'violence',
]);
export type ConcernKind = z.infer<typeof concernKindSchema>;

const codeSchema = z.string().regex(/^[a-z][a-z0-9_]{0,59}$/);
export const concernParamsSchema = z.object({ id: z.uuid(), concernId: z.uuid() });

/** Somebody to call. */
const callSchema = z.object({ code: codeSchema, number: z.string(), label: bilingualSchema });

/** What to do at once, for whoever may open a concern. */
export const safeguardingGuideSchema = z.object({
  calls: z.array(callSchema),
  kinds: z.array(
    z.object({
      code: concernKindSchema,
      label: bilingualSchema,
      hint: bilingualSchema,
      calls: z.array(callSchema),
      callFirst: z.boolean(),
    }),
  ),
});
export type SafeguardingGuide = z.infer<typeof safeguardingGuideSchema>;

export const openConcernSchema = z.strictObject({ kind: concernKindSchema, note: textSchema(1000).optional() });
export type OpenConcern = z.infer<typeof openConcernSchema>;

/** The year of birth as she tells it, also when it is a guess. */
export const recordAgeSchema = z.strictObject({ birthYear: z.number().int().min(1900).max(2100) });
export type RecordAge = z.infer<typeof recordAgeSchema>;

export const stepStateSchema = z.enum(['open', 'done', 'not_applicable']);

/** A step that does not apply says why. */
export const settleStepSchema = z.strictObject({
  version: versionSchema,
  step: codeSchema,
  state: stepStateSchema,
  note: textSchema(500).optional(),
});
export type SettleStep = z.infer<typeof settleStepSchema>;

/** Answers to the short questions, by question; an absent one was skipped. */
export const answerSafetySchema = z.strictObject({
  version: versionSchema,
  answers: z.record(codeSchema, codeSchema),
});
export type AnswerSafety = z.infer<typeof answerSafetySchema>;

const safetyPlanFields = {
  warningSigns: textSchema(600),
  safePlace: textSchema(600),
  helpers: textSchema(600),
  belongings: textSchema(600),
  codeWord: lineSchema(60),
};
export const safetyPlanSchema = z.object({
  warningSigns: z.string().nullable(),
  safePlace: z.string().nullable(),
  helpers: z.string().nullable(),
  belongings: z.string().nullable(),
  codeWord: z.string().nullable(),
  /** Day on which it was gone through with her for the last time. */
  reviewedOn: dateSchema,
});
export type SafetyPlan = z.infer<typeof safetyPlanSchema>;

/** What she wants written down; the rest stays empty. */
export const saveSafetyPlanSchema = z.strictObject({
  version: versionSchema,
  ...z.object(safetyPlanFields).partial().shape,
});
export type SaveSafetyPlan = z.infer<typeof saveSafetyPlanSchema>;

/** Whether the child knows of the report, or why not yet. */
export const childToldSchema = z.discriminatedUnion('told', [
  z.strictObject({ told: z.literal(true), on: dateSchema }),
  z.strictObject({ told: z.literal(false), why: textSchema(500) }),
]);

/** `draft` -> `pressed` by one person -> `confirmed` by another -> `given` to somebody. A change begins anew. */
export const statutoryReportSchema = z.object({
  state: z.enum(['draft', 'pressed', 'confirmed', 'given']),
  fields: z.record(codeSchema, z.string()),
  childTold: childToldSchema.nullable(),
  pressedById: z.uuid().nullable(),
  confirmedById: z.uuid().nullable(),
  givenTo: z.string().nullable(),
  givenOn: dateSchema.nullable(),
  givenById: z.uuid().nullable(),
});
export type StatutoryReport = z.infer<typeof statutoryReportSchema>;

/** Absent fields are drawn from the file. */
export const prepareReportSchema = z.strictObject({
  version: versionSchema,
  fields: z.record(codeSchema, z.union([z.literal(''), textSchema(2000)])).optional(),
  childTold: childToldSchema.optional(),
});
export type PrepareReport = z.infer<typeof prepareReportSchema>;

export const concernVersionSchema = z.strictObject({ version: versionSchema });
export type ConcernVersion = z.infer<typeof concernVersionSchema>;

export const giveReportSchema = z.strictObject({
  version: versionSchema,
  givenTo: lineSchema(200),
  givenOn: dateSchema,
});
export type GiveReport = z.infer<typeof giveReportSchema>;

export const endConcernSchema = z.strictObject({ version: versionSchema, outcome: textSchema(1000) });
export type EndConcern = z.infer<typeof endConcernSchema>;

const stepViewSchema = z.object({
  code: codeSchema,
  text: bilingualSchema,
  /** Where it comes from; `grade` says how the source was read. */
  law: z.object({ ref: z.string(), grade: z.enum(['text', 'summary']) }).nullable(),
  dueAt: z.iso.datetime(),
  state: stepStateSchema,
  note: z.string().nullable(),
  byId: z.uuid().nullable(),
  at: z.iso.datetime().nullable(),
});

/** What only those who keep the compartment are shown. */
export const concernContentSchema = z.object({
  kind: concernKindSchema,
  label: bilingualSchema,
  hint: bilingualSchema,
  calls: z.array(callSchema),
  /** Whether a place for tonight is part of it. */
  shelter: z.boolean(),
  /** How it came up: by a person, from the year of birth, or from an answer. */
  origin: z.enum(['person', 'birth_year', 'answer']),
  note: z.string().nullable(),
  steps: z.array(stepViewSchema),
  /** Short questions that belong to it, none where there are none. */
  questions: z.array(questionSchema.pick({ id: true, text: true, why: true, options: true })),
  answers: z.record(codeSchema, codeSchema).nullable(),
  /** Whether a safety plan belongs to it, and the plan. */
  plansSafety: z.boolean(),
  safetyPlan: safetyPlanSchema.nullable(),
  /** Fields of the statutory report; empty where none belongs to it. */
  reportFields: z.array(
    z.object({ code: codeSchema, label: bilingualSchema, required: z.boolean(), long: z.boolean() }),
  ),
  report: statutoryReportSchema.nullable(),
  outcome: z.string().nullable(),
});
export type ConcernContentView = z.infer<typeof concernContentSchema>;

export const concernViewSchema = z.object({
  id: z.uuid(),
  version: versionSchema,
  state: z.enum(['open', 'ended']),
  openedAt: z.iso.datetime(),
  /** The moment by which the next step should be done; null when none is open. */
  nextDueAt: z.iso.datetime().nullable(),
  /** How far the supervisor has been told: not at all, half the time is over, late. */
  escalated: z.number().int().min(0).max(2),
  content: concernContentSchema.nullable(),
});
export type ConcernView = z.infer<typeof concernViewSchema>;

export const caseSafeguardingSchema = z.object({
  /** Nobody has written down how old she is. */
  askAge: z.boolean(),
  /** Most urgent first. */
  concerns: z.array(concernViewSchema),
});
export type CaseSafeguarding = z.infer<typeof caseSafeguardingSchema>;
