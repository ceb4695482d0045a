import { z } from 'zod';

/** The organisation's secret key, sealed in the browser under the unlock passphrase; opaque to the server. */
export const sealedSecretKeySchema = z.record(z.string(), z.union([z.string(), z.number()]));

export const createPartnerKeySchema = z.strictObject({
  keyId: z.string().min(1).max(64),
  publicKey: z.string().min(1).max(4000),
  sealedSecretKey: sealedSecretKeySchema,
});
export type CreatePartnerKey = z.infer<typeof createPartnerKeySchema>;

export const partnerKeyViewSchema = z.object({
  keyId: z.string(),
  publicKey: z.string(),
  fingerprint: z.string(),
  sealedSecretKey: sealedSecretKeySchema,
});
/** `key` is null until a manager has made one. */
export const partnerKeyAnswerSchema = z.object({ key: partnerKeyViewSchema.nullable() });
