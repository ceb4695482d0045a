import { DomainError } from '@an-tam/contracts';

/** No such finding in the caller's scope; those about the caller are never in it. */
export class AccessFindingNotFoundError extends DomainError {
  readonly code = 'NOT_FOUND';
  readonly kind = 'not_found';
}

/** The finding has its last answer. */
export class AccessFindingStateError extends DomainError {
  readonly code = 'WRONG_STATE';
  readonly kind = 'conflict';
}
