import { DomainError } from '@an-tam/contracts';

/** The fingerprint that was read out does not belong to the key offered: somebody may have put in another key. */
export class FingerprintMismatchError extends DomainError {
  readonly code = 'FINGERPRINT_MISMATCH';
  readonly kind = 'conflict';
}

/** No supervisor of the centre has confirmed a key of this partner yet. */
export class PartnerKeyNotPinnedError extends DomainError {
  readonly code = 'PARTNER_KEY_NOT_PINNED';
  readonly kind = 'conflict';
}
