import { DomainError } from '@an-tam/contracts';

/** Nothing to close or to reopen here in the caller's scope, or the caller's own request. */
export class ClosureNotFoundError extends DomainError {
  readonly code = 'NOT_FOUND';
  readonly kind = 'not_found';
}

/** The request was changed or decided since the caller read it. */
export class StaleClosureError extends DomainError {
  readonly code = 'STALE_VERSION';
  readonly kind = 'conflict';
  constructor(currentVersion: number) {
    super({ currentVersion });
  }
}

/** Somebody may be in danger: a file is not closed over an open concern. */
export class SafeguardingOpenError extends DomainError {
  readonly code = 'SAFEGUARDING_OPEN';
  readonly kind = 'conflict';
  constructor(concerns: number) {
    super({ concerns });
  }
}

/** A closing is asked for already, was decided, or the case is not closed. */
export class ClosureStateError extends DomainError {
  readonly code = 'WRONG_STATE';
  readonly kind = 'conflict';
}
