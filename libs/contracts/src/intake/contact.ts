import { z } from 'zod';
import { dateSchema, taxonomyCodeSchema } from '../shared/codes.js';

/** A quick contact ("Ghi nhanh"): channel and what was given, nothing about who. */
export const recordContactSchema = z.strictObject({
  occurredOn: dateSchema,
  channel: taxonomyCodeSchema,
  /** Service codes given on the spot; at least one. */
  given: z.array(taxonomyCodeSchema).min(1).max(20),
  /** Another meeting is wanted. */
  followUpWanted: z.boolean(),
});
export type RecordContact = z.infer<typeof recordContactSchema>;

export const contactViewSchema = z.object({
  id: z.uuid(),
  occurredOn: dateSchema,
  channel: z.string(),
  given: z.array(z.string()),
  followUpWanted: z.boolean(),
});
export type ContactView = z.infer<typeof contactViewSchema>;
export const contactListSchema = z.object({ contacts: z.array(contactViewSchema) });
