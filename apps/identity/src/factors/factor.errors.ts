import { DomainError } from '@an-tam/contracts';

/** The code is wrong, too old, or was used before. Never says which. */
export class WrongCodeError extends DomainError {
  readonly code = 'WRONG_CODE';
  readonly kind = 'invalid';
}

/** The set-up was begun too long ago or by somebody else. */
export class SetUpNotOpenError extends DomainError {
  readonly code = 'SET_UP_NOT_OPEN';
  readonly kind = 'invalid';
}

/** The passkey's answer does not fit what was asked. */
export class PasskeyRefusedError extends DomainError {
  readonly code = 'PASSKEY_REFUSED';
  readonly kind = 'invalid';
}

/** The account has no such factor; another account's answers alike. */
export class FactorNotFoundError extends DomainError {
  readonly code = 'NOT_FOUND';
  readonly kind = 'not_found';
}

/** The roles of the account need a second factor and this is the last one. */
export class LastFactorError extends DomainError {
  readonly code = 'LAST_FACTOR';
  readonly kind = 'conflict';
}
