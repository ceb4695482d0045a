import { z } from 'zod';
import { bilingualSchema } from '../shared/problem.js';
import { consentFormSchema, consentPurposeSchema } from './consent.js';

export const choiceSchema = z.object({ code: z.string(), label: bilingualSchema });
export type Choice = z.infer<typeof choiceSchema>;

export const questionSchema = z.object({
  id: z.string(),
  type: z.enum(['choice', 'multi', 'year']),
  text: bilingualSchema,
  /** "Vì sao hỏi?" */
  why: bilingualSchema,
  options: z.array(choiceSchema),
});
export type Question = z.infer<typeof questionSchema>;

export const questionnaireSchema = z.object({
  id: z.string(),
  version: z.number().int(),
  sections: z.array(z.object({ id: z.string(), title: bilingualSchema, questions: z.array(questionSchema) })),
});
export type Questionnaire = z.infer<typeof questionnaireSchema>;

/** What the forms of a centre need: lists, wordings, the current questionnaire. No personal data. */
export const referenceDataSchema = z.object({
  channels: z.array(choiceSchema),
  services: z.array(choiceSchema.extend({ domain: z.string() })),
  communes: z.array(z.object({ code: z.string(), name: z.string() })),
  questionnaire: questionnaireSchema,
  consentWordings: z.array(
    z.object({
      version: z.string(),
      purpose: consentPurposeSchema,
      text: bilingualSchema,
      forms: z.array(consentFormSchema),
    }),
  ),
  /** Said before anything is asked. */
  confidentialityLimits: z.array(bilingualSchema),
});
export type ReferenceData = z.infer<typeof referenceDataSchema>;
