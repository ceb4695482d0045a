import { DomainError } from '@an-tam/contracts';

/** The code is unknown, used, replaced or too old. Never says which. */
export class EnrolmentCodeError extends DomainError {
  readonly code = 'ENROLMENT_CODE_WRONG';
  readonly kind = 'unauthenticated';
}

/** The roles need a second factor and none was set up. */
export class AuthenticatorNeededError extends DomainError {
  readonly code = 'AUTHENTICATOR_NEEDED';
  readonly kind = 'invalid';
}
