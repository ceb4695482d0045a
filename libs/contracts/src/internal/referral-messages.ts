import { z } from 'zod';
import { dateSchema } from '../shared/codes.js';
import { referralStateSchema, statusReasonSchema } from '../intake/case-file.js';
import { urgencySchema } from '../intake/screening.js';

/** intake -> referral: routing in the clear, content sealed to the partner. Sequence key: the referral id. */
export const referralRequestedSchema = z.strictObject({
  referralId: z.uuid(),
  centreId: z.uuid(),
  organisationId: z.uuid(),
  serviceId: z.uuid(),
  urgency: urgencySchema,
  expiresAt: z.iso.datetime(),
  packet: z.unknown(),
  senderVerifyKey: z.string(),
});
export type ReferralRequested = z.infer<typeof referralRequestedSchema>;
export const referralRequestedTopic = 'referral-requested.v1';

/** intake -> referral: access ends with this message. */
export const referralWithdrawnSchema = z.strictObject({ referralId: z.uuid(), statusReason: statusReasonSchema });
export type ReferralWithdrawn = z.infer<typeof referralWithdrawnSchema>;
export const referralWithdrawnTopic = 'referral-withdrawn.v1';

/** An urgent referral should be answered within this many hours; both sides keep the clock. */
export const urgentAnswerHours = 4;

/** referral -> intake: a state change. Sequence key: the referral id. */
export const referralChangedSchema = z.strictObject({
  referralId: z.uuid(),
  centreId: z.uuid(),
  state: referralStateSchema,
  statusReason: statusReasonSchema.nullable(),
  deliveredOn: dateSchema.nullable(),
});
export type ReferralChanged = z.infer<typeof referralChangedSchema>;
export const referralChangedTopic = 'referral-changed.v1';

/** intake -> reporting: a signed release, as disclosure-control made it. Sequence key: `<core>/<plan>`. */
export const releaseSignedSchema = z.strictObject({ release: z.unknown() });
export const releaseSignedTopic = 'release-signed.v1';
