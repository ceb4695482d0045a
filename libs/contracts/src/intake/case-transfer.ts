import { z } from 'zod';
import { versionSchema } from '../shared/codes.js';
import { consentFormSchema } from './consent.js';

/** Why a file goes to another centre. Coded: the receiving centre reads it before it may know anything else. */
export const transferReasonSchema = z.enum(['moves_there', 'her_wish', 'services_there', 'safety']);

/** Asks for a file to go to another centre, with her consent to that as it was given. */
export const requestTransferSchema = z.strictObject({
  caseVersion: versionSchema,
  toCentreId: z.uuid(),
  reason: transferReasonSchema,
  form: consentFormSchema,
  wordingVersion: z.string().min(1).max(40),
});
export type RequestTransfer = z.infer<typeof requestTransferSchema>;

/**
 * `requested`: waits for the own supervisor. `approved`: waits for the receiving centre. All others are ends; only
 * `accepted` has changed anything.
 */
export const transferStateSchema = z.enum([
  'requested',
  'approved',
  'accepted',
  'returned',
  'declined',
  'cancelled',
  'expired',
]);

export const caseTransferViewSchema = z.object({
  id: z.uuid(),
  version: versionSchema,
  state: transferStateSchema,
  reason: transferReasonSchema,
  fromCentreId: z.uuid(),
  toCentreId: z.uuid(),
  /** The file, for the centre that it belongs to; null for the other one. */
  caseId: z.uuid().nullable(),
  requestedById: z.uuid().nullable(),
  requestedAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
});
export type CaseTransferView = z.infer<typeof caseTransferViewSchema>;

/** Newest first, at most 50. */
export const caseTransferListSchema = z.object({ transfers: z.array(caseTransferViewSchema) });
export type CaseTransferList = z.infer<typeof caseTransferListSchema>;

export const decideTransferSchema = z.strictObject({
  version: versionSchema,
  decision: z.enum(['approve', 'return']),
});
export type DecideTransfer = z.infer<typeof decideTransferSchema>;

/** The receiving centre's answer; with `accept`, who is to be responsible, by default the caller. */
export const answerTransferSchema = z.strictObject({
  version: versionSchema,
  answer: z.enum(['accept', 'decline']),
  assigneeId: z.uuid().optional(),
});
export type AnswerTransfer = z.infer<typeof answerTransferSchema>;

export const cancelTransferSchema = z.strictObject({ version: versionSchema });
export type CancelTransfer = z.infer<typeof cancelTransferSchema>;

/** Days after which a transfer that nobody answered is over. */
export const transferDays = 14;
