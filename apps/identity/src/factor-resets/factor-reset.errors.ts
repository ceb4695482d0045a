import { DomainError } from '@an-tam/contracts';

/** No such request in the caller's organisation, or it has ended: all answer alike. */
export class FactorResetNotFoundError extends DomainError {
  readonly code = 'NOT_FOUND';
  readonly kind = 'not_found';
}

/** Whoever asked, or whom it is about, cannot be the one who approves. */
export class SecondPersonNeededError extends DomainError {
  readonly code = 'SECOND_PERSON_NEEDED';
  readonly kind = 'conflict';
}

/** Nobody asks for the own account: that is a colleague's matter. */
export class OwnFactorResetError extends DomainError {
  readonly code = 'OWN_FACTOR_RESET';
  readonly kind = 'conflict';
}

/** The account has never been set up: a new invitation is what it needs. */
export class NotEnrolledError extends DomainError {
  readonly code = 'NOT_ENROLLED';
  readonly kind = 'conflict';
}

/** There is a request for this account already, or it has been approved already. */
export class FactorResetOpenError extends DomainError {
  readonly code = 'FACTOR_RESET_OPEN';
  readonly kind = 'conflict';
}

/** The code is right and the waiting time is not over. */
export class FactorResetWaitingError extends DomainError {
  readonly code = 'FACTOR_RESET_WAITING';
  readonly kind = 'conflict';
}
