import { DomainError } from '@an-tam/contracts';

/** No such emergency access for this step in the caller's scope; the own ones are never in it. */
export class EmergencyNotFoundError extends DomainError {
  readonly code = 'NOT_FOUND';
  readonly kind = 'not_found';
}

/** The step is not possible in this state. */
export class EmergencyStateError extends DomainError {
  readonly code = 'WRONG_STATE';
  readonly kind = 'conflict';
}
