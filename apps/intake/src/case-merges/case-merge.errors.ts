import { DomainError } from '@an-tam/contracts';

/** No such merge in the caller's scope, the caller's own proposal, or a file of it that the client keeps from the caller. */
export class MergeNotFoundError extends DomainError {
  readonly code = 'NOT_FOUND';
  readonly kind = 'not_found';
}

/** The merge was decided or undone already, or one of the files is part of another one. */
export class MergeStateError extends DomainError {
  readonly code = 'MERGE_STATE';
  readonly kind = 'conflict';
}

/** Somebody changed the merge since the caller read it. */
export class StaleMergeError extends DomainError {
  readonly code = 'STALE_VERSION';
  readonly kind = 'conflict';
  constructor(currentVersion: number) {
    super({ currentVersion });
  }
}

/** The file to be folded in has a meeting, a step or a request that waits: nobody would see it any more. */
export class OpenWorkLeftError extends DomainError {
  readonly code = 'OPEN_WORK_LEFT';
  readonly kind = 'conflict';
}
