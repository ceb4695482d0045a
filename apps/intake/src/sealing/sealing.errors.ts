import { DomainError } from '@an-tam/contracts';

/** A stored row does not fit its own MAC or does not open: nothing of it is shown. One answer for every cause. */
export class UnreadableRecordError extends DomainError {
  readonly code = 'RECORD_UNREADABLE';
  readonly kind = 'unavailable';
}

/** The key store or the case-key database cannot answer; reads fail closed, there is no other key. */
export class KeysUnavailableError extends DomainError {
  readonly code = 'KEYS_UNAVAILABLE';
  readonly kind = 'unavailable';
}

/** A value is longer than its column can hold. */
export class ValueTooLongError extends DomainError {
  readonly code = 'VALUE_TOO_LONG';
  readonly kind = 'invalid';
}
