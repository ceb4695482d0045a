import { z } from 'zod';
import { bilingualSchema } from '../shared/problem.js';
import { dateSchema, needCodeSchema } from '../shared/codes.js';
import { consentFormSchema, consentPurposeSchema, dataCategorySchema } from './consent.js';

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

/** A need and what a referral for it may carry (config/taxonomy/domains.yaml, config/packets/minimum-data.yaml). */
export const needChoiceSchema = z.object({
  code: needCodeSchema,
  label: bilingualSchema,
  /** Which forms of consent are enough for a referral of this need, and why (config/consent/forms.yaml). */
  consentForms: z.object({ enough: z.array(consentFormSchema), why: bilingualSchema }),
  /** The most a packet may hold; `ticked`: chosen at first. */
  dataCategories: z.array(z.object({ code: dataCategorySchema, label: bilingualSchema, ticked: z.boolean() })),
});
export type NeedChoice = z.infer<typeof needChoiceSchema>;

/** What the forms of a centre need: lists, wordings, the current questionnaire. No personal data. */
export const referenceDataSchema = z.object({
  /** The business day forms start with. */
  today: dateSchema,
  needs: z.array(needChoiceSchema),
  channels: z.array(choiceSchema),
  languages: z.array(choiceSchema),
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
