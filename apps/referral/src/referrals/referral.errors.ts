import { DomainError } from '@an-tam/contracts';

/** The step cannot be taken from the present state; `details.allowed` names those that can. */
export class WrongStateError extends DomainError {
  readonly code = 'WRONG_STATE';
  readonly kind = 'conflict';
  constructor(override readonly details: Readonly<{ allowed: readonly string[] }>) {
    super(details);
  }
}

/** The referral was changed since the caller last saw it; `details.currentVersion` says what it is now. */
export class StaleVersionError extends DomainError {
  readonly code = 'STALE_VERSION';
  readonly kind = 'conflict';
  constructor(override readonly details: Readonly<{ currentVersion: number }>) {
    super(details);
  }
}

/** The packet is not well formed, not signed by its sender, or its id was used before. Never delivered again. */
export class PacketRefusedError extends DomainError {
  readonly code = 'PACKET_REFUSED';
  readonly kind = 'invalid';
  constructor(override readonly details: Readonly<{ reason: 'malformed' | 'signature' | 'repeated' }>) {
    super(details);
  }
}
