import { z } from 'zod';
import { dateSchema, versionSchema } from '../shared/codes.js';
import { referralStateSchema, statusReasonSchema } from '../intake/case-file.js';
import { urgencySchema } from '../intake/screening.js';

/** One row of a partner's inbox: routing only, nothing about a person. */
export const inboxItemSchema = z.object({
  id: z.uuid(),
  serviceId: z.uuid(),
  serviceName: z.string(),
  urgency: urgencySchema,
  state: referralStateSchema,
  requestedAt: z.iso.datetime(),
  /** When an answer is due. */
  dueAt: z.iso.datetime(),
  version: versionSchema,
});
export type InboxItem = z.infer<typeof inboxItemSchema>;
export const inboxListSchema = z.object({ referrals: z.array(inboxItemSchema) });

/** The referral with its sealed packet, which only the partner's browser can open. */
export const inboxReferralSchema = inboxItemSchema.extend({
  packet: z.unknown(),
  /** Ed25519 public key of the sending centre (base64url), to verify the packet. */
  senderVerifyKey: z.string(),
});
export type InboxReferral = z.infer<typeof inboxReferralSchema>;

/** One step of the partner. `complete` says the service was delivered. */
export const decideReferralSchema = z.discriminatedUnion('step', [
  z.strictObject({ step: z.literal('accept'), version: versionSchema }),
  z.strictObject({ step: z.literal('reject'), version: versionSchema, statusReason: statusReasonSchema }),
  z.strictObject({ step: z.literal('complete'), version: versionSchema, deliveredOn: dateSchema }),
]);
export type DecideReferral = z.infer<typeof decideReferralSchema>;
