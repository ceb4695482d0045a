import { DomainError } from '@an-tam/contracts';

/** No such case in the caller's scope; says the same whether it exists elsewhere or not. */
export class CaseNotFoundError extends DomainError {
  readonly code = 'NOT_FOUND';
  readonly kind = 'not_found';
}

/** The change touches a kind of data that the caller's rules leave out. */
export class CategoryWithheldError extends DomainError {
  readonly code = 'FORBIDDEN';
  readonly kind = 'forbidden';
}

/** Somebody changed the case since the caller read it. */
export class StaleCaseError extends DomainError {
  readonly code = 'STALE_VERSION';
  readonly kind = 'conflict';
  constructor(currentVersion: number) {
    super({ currentVersion });
  }
}

/** The client does not want this member of staff to know her file, so it can neither be handed to them nor stay with them. */
export class AssigneeExcludedError extends DomainError {
  readonly code = 'ASSIGNEE_EXCLUDED';
  readonly kind = 'conflict';
}

/** The case is closed, so nothing can be added to it. */
export class CaseClosedError extends DomainError {
  readonly code = 'WRONG_STATE';
  readonly kind = 'conflict';
  constructor() {
    super({ state: 'closed' });
  }
}

/** The case was folded into another one, so it can only be read. */
export class CaseMergedError extends DomainError {
  readonly code = 'CASE_MERGED';
  readonly kind = 'conflict';
}

/** Other files are folded into this one: what cannot be undone waits until they are taken apart. */
export class HasFoldedFilesError extends DomainError {
  readonly code = 'HAS_FOLDED_FILES';
  readonly kind = 'conflict';
}
