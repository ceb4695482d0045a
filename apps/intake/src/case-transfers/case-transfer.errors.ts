import { DomainError } from '@an-tam/contracts';

/** No such transfer in the caller's scope, or the caller's own request. */
export class TransferNotFoundError extends DomainError {
  readonly code = 'NOT_FOUND';
  readonly kind = 'not_found';
}

/** The transfer was answered already or is over, or another one of the file waits. */
export class TransferStateError extends DomainError {
  readonly code = 'TRANSFER_STATE';
  readonly kind = 'conflict';
}

/** She has taken back her consent, so nothing moves. */
export class TransferConsentError extends DomainError {
  readonly code = 'TRANSFER_CONSENT_WITHDRAWN';
  readonly kind = 'conflict';
}

/** Somebody changed the transfer since the caller read it. */
export class StaleTransferError extends DomainError {
  readonly code = 'STALE_VERSION';
  readonly kind = 'conflict';
  constructor(currentVersion: number) {
    super({ currentVersion });
  }
}
