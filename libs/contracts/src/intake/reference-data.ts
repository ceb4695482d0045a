import { z } from 'zod';
import { bilingualSchema } from '../shared/problem.js';
import { dateSchema, needCodeSchema } from '../shared/codes.js';
import { consentFormSchema, consentPurposeSchema, dataCategorySchema } from './consent.js';
import { choiceSchema } from './questionnaire.js';

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

/** What the forms of a centre need: lists and wordings. No personal data. */
export const referenceDataSchema = z.object({
  /** The business day forms start with. */
  today: dateSchema,
  needs: z.array(needChoiceSchema),
  channels: z.array(choiceSchema),
  languages: z.array(choiceSchema),
  attachmentKinds: z.array(choiceSchema),
  services: z.array(choiceSchema.extend({ domain: z.string() })),
  communes: z.array(z.object({ code: z.string(), name: z.string() })),
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
