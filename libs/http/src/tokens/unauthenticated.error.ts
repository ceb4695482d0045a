import { DomainError } from '@an-tam/contracts';

/** No valid token. Never says which check failed. */
export class UnauthenticatedError extends DomainError {
  readonly code = 'UNAUTHENTICATED';
  readonly kind = 'unauthenticated';
}
