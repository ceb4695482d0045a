import { DomainError } from '@an-tam/contracts';
import type { PasswordWeakness } from './password.rules.js';

/** Too many sign-ins wait for a password check. */
export class PasswordWorkBusyError extends DomainError {
  readonly code = 'UNAVAILABLE';
  readonly kind = 'unavailable';
}

/** The present password that was typed to change it is not right. */
export class WrongPasswordError extends DomainError {
  readonly code = 'WRONG_PASSWORD';
  readonly kind = 'invalid';
}

const codes = {
  too_short: 'PASSWORD_TOO_SHORT',
  common: 'PASSWORD_TOO_COMMON',
  personal: 'PASSWORD_TOO_PERSONAL',
} as const satisfies Record<PasswordWeakness, string>;

/** The new password could be guessed. */
export class WeakPasswordError extends DomainError {
  readonly code: string;
  readonly kind = 'invalid';
  constructor(weakness: PasswordWeakness) {
    super();
    this.code = codes[weakness];
  }
}
