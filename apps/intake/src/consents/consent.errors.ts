import { DomainError } from '@an-tam/contracts';

/** No such consent on this case. */
export class ConsentNotFoundError extends DomainError {
  readonly code = 'NOT_FOUND';
  readonly kind = 'not_found';
}

/** The consent does not cover what is asked: withdrawn, expired, for another recipient, purpose or data. */
export class ConsentNotCoveringError extends DomainError {
  readonly code = 'CONSENT_NOT_COVERING';
  readonly kind = 'conflict';
}
