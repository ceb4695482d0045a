import { z } from 'zod';
import { dateSchema, lineSchema } from '../shared/codes.js';
import { safeReachSchema } from './safe-reach.js';

/**
 * Somebody whom another unit asks the centre to get in touch with. There is no place for who asked, nor for why: the
 * sender is "another unit" and nothing else.
 */
export const notePendingContactSchema = z.strictObject({
  /** What she wants to be called. */
  alias: lineSchema(60).optional(),
  /** How she can be reached, in the words of whoever brings her. */
  how: lineSchema(200),
  reach: safeReachSchema.optional(),
});
export type NotePendingContact = z.infer<typeof notePendingContactSchema>;

export const pendingContactSchema = z.object({
  id: z.uuid(),
  alias: z.string().nullable(),
  how: z.string(),
  reach: safeReachSchema.nullable(),
  notedById: z.uuid(),
  /** Last day on which it is kept; then it is deleted, unless she agrees to a file before. */
  keepUntil: dateSchema,
});
export type PendingContact = z.infer<typeof pendingContactSchema>;
export const pendingContactListSchema = z.object({
  /** The business day that the days left are counted from. */
  today: dateSchema,
  pendingContacts: z.array(pendingContactSchema),
});
export type PendingContactList = z.infer<typeof pendingContactListSchema>;
