import { DomainError } from '@an-tam/contracts';

/** The person proved who they are too long ago for this route. */
export class StepUpRequiredError extends DomainError {
  readonly code = 'STEP_UP_REQUIRED';
  readonly kind = 'forbidden';
}

/** The role has no such action anywhere: decided before any look-up, so it tells nothing about rows. */
export class ForbiddenActionError extends DomainError {
  readonly code = 'FORBIDDEN';
  readonly kind = 'forbidden';
}

/** The row is out of the caller's scope. Answers exactly like a row that does not exist. */
export class OutOfScopeError extends DomainError {
  readonly code = 'NOT_FOUND';
  readonly kind = 'not_found';
}

/** A loaded row lacks a field that the rules ask for. A mistake of ours, never an answer. */
export class UnknownFieldError extends Error {
  override readonly name = 'UnknownFieldError';
  constructor(resource: string, field: string) {
    super(`The rules of ${resource} ask for "${field}", which the row was loaded without.`);
  }
}
