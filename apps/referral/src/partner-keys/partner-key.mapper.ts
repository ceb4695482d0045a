import type { partnerKeyViewSchema } from '@an-tam/contracts';
import type { z } from 'zod';
import type { PartnerKey } from './partner-key.repository.js';

export type PartnerKeyView = z.infer<typeof partnerKeyViewSchema>;

export function toPartnerKeyView({ keyId, publicKey, fingerprint, sealedSecretKey }: PartnerKey): PartnerKeyView {
  return { keyId, publicKey, fingerprint, sealedSecretKey };
}
