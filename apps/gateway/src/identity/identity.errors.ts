import { DomainError } from '@an-tam/contracts';

/** Identity does not answer, so nobody's rights are known: nothing is let through. */
export class IdentityAwayError extends DomainError {
  readonly code = 'UNAVAILABLE';
  readonly kind = 'unavailable';
}
