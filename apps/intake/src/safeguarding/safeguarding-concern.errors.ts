import { DomainError } from '@an-tam/contracts';

/** The file has no such concern in the caller's scope. */
export class ConcernNotFoundError extends DomainError {
  readonly code = 'NOT_FOUND';
  readonly kind = 'not_found';
}

/** Somebody changed the concern since the caller read it. */
export class StaleConcernError extends DomainError {
  readonly code = 'STALE_VERSION';
  readonly kind = 'conflict';
  constructor(currentVersion: number) {
    super({ currentVersion });
  }
}

/** One of this kind is open already. */
export class ConcernOpenError extends DomainError {
  readonly code = 'CONCERN_OPEN';
  readonly kind = 'conflict';
}

/** It has ended, or has no such part. */
export class ConcernStateError extends DomainError {
  readonly code = 'WRONG_STATE';
  readonly kind = 'conflict';
}

/** Something has to be done before; `missing` names steps and parts of the report by code. */
export class ConcernOrderError extends DomainError {
  readonly code = 'CONCERN_ORDER';
  readonly kind = 'conflict';
  constructor(missing: readonly string[]) {
    super({ missing });
  }
}

/** A second person has to confirm what the first one pressed. */
export class SecondPersonError extends DomainError {
  readonly code = 'SECOND_PERSON';
  readonly kind = 'conflict';
}
