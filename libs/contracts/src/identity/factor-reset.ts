import { z } from 'zod';

/** Why a second factor has to be set up anew. */
export const factorResetReasonSchema = z.enum(['device_lost', 'device_broken', 'never_set_up']);
export type FactorResetReason = z.infer<typeof factorResetReasonSchema>;

export const askFactorResetSchema = z.strictObject({ reason: factorResetReasonSchema });
export type AskFactorReset = z.infer<typeof askFactorResetSchema>;

const personSchema = z.object({ id: z.uuid(), displayName: z.string() });

/**
 * A request that is still open. `asked`: waits for a second person; `waiting`: approved, the waiting time runs until
 * `opensAt`; `open`: the code can be used until `expiresAt`.
 */
export const factorResetViewSchema = z.object({
  id: z.uuid(),
  account: personSchema,
  reason: factorResetReasonSchema,
  state: z.enum(['asked', 'waiting', 'open']),
  askedBy: personSchema,
  askedAt: z.iso.datetime(),
  approvedBy: personSchema.nullable(),
  opensAt: z.iso.datetime().nullable(),
  expiresAt: z.iso.datetime(),
});
export type FactorResetView = z.infer<typeof factorResetViewSchema>;

export const factorResetListSchema = z.object({ factorResets: z.array(factorResetViewSchema) });
export type FactorResetList = z.infer<typeof factorResetListSchema>;

/** The one-time code, shown this once to who approved, and from when it can be used. */
export const approvedFactorResetSchema = z.object({ account: z.string(), code: z.string(), opensAt: z.iso.datetime() });
export type ApprovedFactorReset = z.infer<typeof approvedFactorResetSchema>;

/** What an account's owner is told wherever they are signed in. `opensAt`: null while nobody has approved. */
export const factorResetNoticeSchema = z.object({ opensAt: z.iso.datetime().nullable() });
export type FactorResetNotice = z.infer<typeof factorResetNoticeSchema>;
