import { z } from 'zod';

/**
 * The organisation's secret key as `sealSecretKey` of @an-tam/field-encryption/packet made it in the browser: sealed
 * under the unlock passphrase, opaque to the server.
 */
export const sealedSecretKeySchema = z.strictObject({
  version: z.literal(1),
  keyId: z.string().min(1).max(64),
  publicKey: z.string().min(1).max(4000),
  kdf: z.strictObject({
    algorithm: z.literal('argon2id13'),
    passes: z.number().int().positive(),
    memoryBytes: z.number().int().positive(),
    salt: z.string().min(1).max(200),
  }),
  sealed: z.string().min(1).max(1000),
});

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
