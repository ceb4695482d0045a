import { DomainError } from '@an-tam/contracts';

/** No such target, none that is measured from releases, or one of another province: always the same answer. */
export class TargetNotFoundError extends DomainError {
  readonly code = 'TARGET_NOT_FOUND';
  readonly kind = 'not_found';
}
