import { z } from 'zod';

/** A partner's public key that a supervisor confirmed by its fingerprint; packets are sealed to pinned keys only. */
export const pinPartnerKeySchema = z.strictObject({
  organisationId: z.uuid(),
  keyId: z.string().min(1).max(64),
  /** base64url, X-Wing public key. */
  publicKey: z.string().min(1).max(4000),
  /** As read out by the partner; must match the key. */
  fingerprint: z.string().min(8).max(200),
});
export type PinPartnerKey = z.infer<typeof pinPartnerKeySchema>;

export const partnerKeyPinViewSchema = z.object({
  organisationId: z.uuid(),
  keyId: z.string(),
  fingerprint: z.string(),
  pinnedAt: z.iso.datetime(),
});
export type PartnerKeyPinView = z.infer<typeof partnerKeyPinViewSchema>;
export const partnerKeyPinListSchema = z.object({ pins: z.array(partnerKeyPinViewSchema) });
