import { DomainError } from '@an-tam/contracts';

/** No such cover in force in the caller's scope. */
export class LeaveCoverNotFoundError extends DomainError {
  readonly code = 'NOT_FOUND';
  readonly kind = 'not_found';
}
