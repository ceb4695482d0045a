import { DomainError } from '@an-tam/contracts';

/** The case has no plan in the caller's scope, or it is the caller's own proposal that somebody else must decide on. */
export class CarePlanNotFoundError extends DomainError {
  readonly code = 'NOT_FOUND';
  readonly kind = 'not_found';
}

/** Somebody saved the plan since the caller read it. */
export class StaleCarePlanError extends DomainError {
  readonly code = 'STALE_VERSION';
  readonly kind = 'conflict';
  constructor(currentVersion: number) {
    super({ currentVersion });
  }
}

/** Nothing of this plan waits for a decision. */
export class CarePlanStateError extends DomainError {
  readonly code = 'WRONG_STATE';
  readonly kind = 'conflict';
}
