import { DomainError } from '@an-tam/contracts';

/** The period has not ended: a period closes once, after its last day. */
export class PeriodNotEndedError extends DomainError {
  readonly code = 'PERIOD_NOT_ENDED';
  readonly kind = 'conflict';
  /** @param to last day of the period */
  constructor(to: string) {
    super({ to });
  }
}

/** The period is closed already, or its release waits for approval. */
export class PeriodClosedError extends DomainError {
  readonly code = 'PERIOD_ALREADY_CLOSED';
  readonly kind = 'conflict';
  constructor(period: string) {
    super({ period });
  }
}

/** An earlier release of the plan has to be signed first: each one builds on those before it. */
export class EarlierPeriodOpenError extends DomainError {
  readonly code = 'EARLIER_PERIOD_OPEN';
  readonly kind = 'conflict';
  constructor(period: string) {
    super({ period });
  }
}

/** No such release in the caller's scope. */
export class ReleaseNotFoundError extends DomainError {
  readonly code = 'NOT_FOUND';
  readonly kind = 'not_found';
}

/** The release is not waiting for approval. */
export class ReleaseStateError extends DomainError {
  readonly code = 'WRONG_STATE';
  readonly kind = 'conflict';
  constructor(state: string) {
    super({ state, allowed: ['audited'] });
  }
}

/** The caller, or somebody with the caller's role, has approved already: two people with two roles must agree. */
export class AlreadyApprovedError extends DomainError {
  readonly code = 'ALREADY_APPROVED';
  readonly kind = 'conflict';
}
