import { DomainError } from '@an-tam/contracts';

/** None in the caller's scope: it was ended, its time is over, or it never was there. */
export class PendingContactNotFoundError extends DomainError {
  readonly code = 'NOT_FOUND';
  readonly kind = 'not_found';
}
