/** Base of every error this library throws; messages name tables, cells and checks, never people. */
export abstract class DisclosureError extends Error {
  abstract readonly code: string;

  constructor(message: string) {
    super(message);
    this.name = new.target.name;
  }
}

/** A table, cell or tie that cannot be protected as given: nothing is rounded and nothing leaves. */
export class InvalidTableError extends DisclosureError {
  readonly code = 'INVALID_TABLE';
}

/** A plan year, period or person event that cannot be counted as given. */
export class InvalidPeriodError extends DisclosureError {
  readonly code = 'INVALID_PERIOD';
}

/** A value that has no canonical JSON form (RFC 8785), or a release that does not fit its schema. */
export class InvalidReleaseError extends DisclosureError {
  readonly code = 'INVALID_RELEASE';
}

/** The audit gate did not pass; a release must not be built from these tables. */
export class AuditGateError extends DisclosureError {
  readonly code = 'AUDIT_GATE_FAILED';

  constructor(readonly failedChecks: readonly string[]) {
    super(`The audit gate refused the release: ${failedChecks.join(', ')}`);
  }
}

export type RefusalReason =
  'malformed' | 'unsigned' | 'unknown-key' | 'altered' | 'foreign' | 'replayed' | 'out-of-order';

/** Why a receiver refuses an envelope. */
export class ReleaseRefusedError extends DisclosureError {
  readonly code = 'RELEASE_REFUSED';

  constructor(
    readonly reason: RefusalReason,
    message: string,
  ) {
    super(message);
  }
}
