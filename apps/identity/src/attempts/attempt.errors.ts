import { DomainError } from '@an-tam/contracts';

/** Too many attempts. Counted for unknown accounts alike. */
export class TooManyAttemptsError extends DomainError {
  readonly code = 'TOO_MANY_REQUESTS';
  readonly kind = 'too_many';
}
