import { DomainError } from '@an-tam/contracts';

/** The sign-in was finished, has expired, or belongs to another browser. */
export class SignInNotOpenError extends DomainError {
  readonly code = 'SIGN_IN_NOT_OPEN';
  readonly kind = 'not_found';
}
