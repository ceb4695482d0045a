import { DomainError } from '@an-tam/contracts';

/** No such screening on this case. */
export class ScreeningNotFoundError extends DomainError {
  readonly code = 'NOT_FOUND';
  readonly kind = 'not_found';
}
