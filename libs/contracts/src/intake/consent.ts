import { z } from 'zod';
import { dateSchema } from '../shared/codes.js';

export const consentPurposeSchema = z.enum(['case_management', 'referral', 'statistics', 'transfer']);

/** How a consent was given; which form is enough for which purpose comes from config/consent. */
export const consentFormSchema = z.enum(['spoken', 'written', 'electronic_tap', 'recorded_call']);
export type ConsentForm = z.infer<typeof consentFormSchema>;
export type ConsentPurpose = z.infer<typeof consentPurposeSchema>;

/** A kind of data a recipient may learn (config/packets/minimum-data.yaml says which a service may get at all). */
export const dataCategorySchema = z.string().regex(/^[a-z][a-z_]{1,40}$/);
export type DataCategory = z.infer<typeof dataCategorySchema>;

export const giveConsentSchema = z.strictObject({
  purpose: consentPurposeSchema,
  /** The one organisation it names; required for purpose `referral`. */
  recipientOrganisationId: z.uuid().optional(),
  dataCategories: z.array(dataCategorySchema).max(10).default([]),
  form: consentFormSchema,
  /** Version of the wording that was read to the client, as `referral/1`. */
  wordingVersion: z.string().min(1).max(40),
  expiresOn: dateSchema.optional(),
});
export type GiveConsent = z.infer<typeof giveConsentSchema>;

export const consentViewSchema = z.object({
  id: z.uuid(),
  purpose: consentPurposeSchema,
  recipientOrganisationId: z.uuid().nullable(),
  dataCategories: z.array(dataCategorySchema),
  form: consentFormSchema,
  wordingVersion: z.string(),
  givenOn: dateSchema,
  expiresOn: dateSchema,
  withdrawnOn: dateSchema.nullable(),
});
export type ConsentView = z.infer<typeof consentViewSchema>;

/** Withdrawal always succeeds. `recipientsTold`: whether every recipient's access has already ended. */
export const consentWithdrawnSchema = z.object({ consent: consentViewSchema, recipientsTold: z.boolean() });
