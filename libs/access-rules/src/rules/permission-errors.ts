import { DomainError } from '@an-tam/contracts';

/** The role has no such action anywhere: decided before any look-up, so it tells nothing about rows. */
export class ForbiddenActionError extends DomainError {
  readonly code = 'FORBIDDEN';
  readonly kind = 'forbidden';
}

/** The row is out of the caller's scope. Answers exactly like a row that does not exist. */
export class OutOfScopeError extends DomainError {
  readonly code = 'NOT_FOUND';
  readonly kind = 'not_found';
}
