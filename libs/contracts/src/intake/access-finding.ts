import { z } from 'zod';
import { atMostOctets, dateSchema, lineSchema } from '../shared/codes.js';
import { bilingualSchema } from '../shared/problem.js';

/** What made a day of somebody's stand out; config/oversight says when. */
export const accessRuleCodeSchema = z.enum(['volume', 'night', 'unrelated', 'denied', 'emergencies']);
export type AccessRuleCode = z.infer<typeof accessRuleCodeSchema>;

/** `follow_up`: looked at, and something is still to be done. `explained` and `settled` are final. */
export const accessAnswerSchema = z.enum(['explained', 'follow_up', 'settled']);

/** Unusual access to files: whose, on which day, how much of what. Nothing about any client. */
export const accessFindingSchema = z.object({
  id: z.uuid(),
  accountId: z.uuid(),
  day: dateSchema,
  rule: accessRuleCodeSchema,
  /** How often it happened. */
  observed: z.number().int(),
  /** What it may be without standing out. */
  usual: z.number().int(),
  state: z.enum(['open', ...accessAnswerSchema.options]),
  foundAt: z.iso.datetime(),
  /** What the answer said. */
  note: z.string().nullable(),
  answeredById: z.uuid().nullable(),
  answeredAt: z.iso.datetime().nullable(),
});
export type AccessFinding = z.infer<typeof accessFindingSchema>;

const ruleWordsSchema = z.object({ code: accessRuleCodeSchema, title: bilingualSchema, why: bilingualSchema });

/** One page, what waits for an answer first. */
export const accessFindingListSchema = z.object({
  findings: z.array(accessFindingSchema),
  page: z.number().int(),
  hasMore: z.boolean(),
  /** The rules in words. */
  rules: z.array(ruleWordsSchema),
});
export type AccessFindingList = z.infer<typeof accessFindingListSchema>;

/** A finding with its rule in words and the files it is about, by their codes. */
export const accessFindingViewSchema = z.object({
  finding: accessFindingSchema,
  rule: ruleWordsSchema,
  files: z.array(
    z.object({
      caseId: z.string(),
      /** Null for a file whose code is not kept any more. */
      code: z.string().nullable(),
      times: z.number().int(),
      firstAt: z.iso.datetime(),
      lastAt: z.iso.datetime(),
    }),
  ),
});
export type AccessFindingView = z.infer<typeof accessFindingViewSchema>;

export const answerFindingSchema = z.strictObject({
  answer: accessAnswerSchema,
  note: lineSchema(400).refine(...atMostOctets(1000)),
});
export type AnswerFinding = z.infer<typeof answerFindingSchema>;
