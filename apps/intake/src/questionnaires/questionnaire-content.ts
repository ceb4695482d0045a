import { bilingualMessage, urgencySchema } from '@an-tam/contracts';
import { z } from 'zod';

const idSchema = z.string().regex(/^[a-z][a-z0-9_-]{0,59}$/);
const textSchema = z.string().trim().min(1).max(400);
const optionSchema = z.strictObject({
  code: z.string().regex(/^[A-Za-z0-9_]{1,60}$/),
  label_vi: textSchema,
  label_en: textSchema,
  score: z.number().int().min(-100).max(100).optional(),
});

const conditionSchema = z.strictObject({
  question: idSchema,
  any_of: z.array(z.string()).min(1).optional(),
  none_of: z.array(z.string()).min(1).optional(),
});
const scoreConditionSchema = z.strictObject({ score: idSchema, at_least: z.number().int() });
const ruleConditionSchema = z.union(
  [conditionSchema, scoreConditionSchema],
  bilingualMessage(
    'Điều kiện cần "question" với "any_of" hoặc "none_of", hoặc "score" với "at_least".',
    'A condition needs "question" with "any_of" or "none_of", or "score" with "at_least".',
  ),
);
const showIfSchema = z.array(conditionSchema).max(10).optional();

/** A questionnaire as it is written in a file: YAML or JSON, both languages side by side. */
export const questionnaireContentSchema = z.strictObject({
  id: idSchema,
  /** The number it gets is the next one, whatever stands here. */
  version: z.number().int().positive().optional(),
  title_vi: textSchema,
  title_en: textSchema,
  intro_vi: textSchema,
  intro_en: textSchema,
  /** Every question can be skipped; a questionnaire that says otherwise is refused. */
  skippable: z.literal(true),
  shared_options: z.record(idSchema, z.array(optionSchema).min(1).max(30)).default({}),
  sections: z
    .array(
      z.strictObject({
        id: idSchema,
        title_vi: textSchema,
        title_en: textSchema,
        show_if: showIfSchema,
        questions: z
          .array(
            z.strictObject({
              id: idSchema,
              type: z.enum(['choice', 'multi', 'year']),
              text_vi: textSchema,
              text_en: textSchema,
              why_vi: textSchema,
              why_en: textSchema,
              options: z.array(optionSchema).min(1).max(30).optional(),
              options_ref: idSchema.optional(),
              options_from: z.literal('taxonomy/target-groups').optional(),
              requires_statement: z.literal('confidentiality_limits').optional(),
              sealed: z.boolean().optional(),
              show_if: showIfSchema,
            }),
          )
          .min(1)
          .max(40),
      }),
    )
    .min(1)
    .max(20),
  scores: z
    .array(
      z.strictObject({ id: idSchema, title_vi: textSchema, title_en: textSchema, questions: z.array(idSchema).min(1) }),
    )
    .max(10)
    .default([]),
  rules: z.strictObject({
    needs: z
      .array(
        z.strictObject({
          when: z.array(ruleConditionSchema).min(1),
          need: z.strictObject({ code: z.string(), urgency: urgencySchema }),
        }),
      )
      .min(1)
      .max(200),
    merge: z.literal('most_urgent'),
    results: z.strictObject({
      in_need: z.strictObject({ any_need: z.literal(true) }),
      eligible: z.strictObject({ requires: z.tuple([z.literal('in_need')]), when: z.array(ruleConditionSchema) }),
    }),
  }),
});
export type QuestionnaireContent = z.infer<typeof questionnaireContentSchema>;
export type QuestionContent = QuestionnaireContent['sections'][number]['questions'][number];
export type RuleCondition = z.infer<typeof ruleConditionSchema>;
/** Which answers make which need, and the results `in need` and `eligible`: data, never code. */
export type ScreeningRules = QuestionnaireContent['rules'];

/** The answers a question offers, wherever they are written; of the groups of the plans the codes alone. */
export function optionsOf(content: QuestionnaireContent, question: QuestionContent) {
  return question.options ?? content.shared_options[question.options_ref ?? ''] ?? [];
}
