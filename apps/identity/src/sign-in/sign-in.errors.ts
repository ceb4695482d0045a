import { DomainError } from '@an-tam/contracts';

/** The one answer to every sign-in that failed, whichever part was wrong. */
export class SignInFailedError extends DomainError {
  readonly code = 'SIGN_IN_FAILED';
  readonly kind = 'unauthenticated';
}

/** The password was right, but the roles need a second factor and the account has none. */
export class SecondFactorMissingError extends DomainError {
  readonly code = 'SECOND_FACTOR_MISSING';
  readonly kind = 'forbidden';
}

/** No password was proved in this sign-in, or too long ago. */
export class StepNotOpenError extends DomainError {
  readonly code = 'SIGN_IN_NOT_OPEN';
  readonly kind = 'not_found';
}
