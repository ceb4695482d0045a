import type { PartnerKeyPinEntity } from './partner-key-pin.entity.js';

/** A pin as its contract shows it; the response schema leaves out what stays inside. */
export const partnerKeyPinView = (pin: PartnerKeyPinEntity) => ({ ...pin, pinnedAt: pin.pinnedAt.toISOString() });
