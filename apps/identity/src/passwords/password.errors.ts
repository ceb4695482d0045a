import { DomainError } from '@an-tam/contracts';

/** Too many sign-ins wait for a password check. */
export class PasswordWorkBusyError extends DomainError {
  readonly code = 'UNAVAILABLE';
  readonly kind = 'unavailable';
}
