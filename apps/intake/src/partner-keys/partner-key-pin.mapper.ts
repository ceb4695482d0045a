import type { PartnerKeyPinView } from '@an-tam/contracts';
import type { PartnerKeyPinEntity } from './partner-key-pin.entity.js';

export const pinViewOf = (pin: PartnerKeyPinEntity): PartnerKeyPinView => ({
  organisationId: pin.organisationId,
  keyId: pin.keyId,
  fingerprint: pin.fingerprint,
  pinnedAt: pin.pinnedAt.toISOString(),
});
