import { DomainError } from '@an-tam/contracts';

/** The one answer to every sign-in that failed, whichever part was wrong. */
export class SignInFailedError extends DomainError {
  readonly code = 'SIGN_IN_FAILED';
  readonly kind = 'unauthenticated';
}
