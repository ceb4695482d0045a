import { DomainError } from '@an-tam/contracts';

/** A case key was wrapped under a version that has been retired meanwhile; with the newest one it can be tried again. */
export class KekRetiredError extends Error {
  override readonly name = 'KekRetiredError';
}

/** The key store keeps this version of a centre's key no more; what hung on it has been moved to a newer one. */
export class KeyVersionGoneError extends Error {
  override readonly name = 'KeyVersionGoneError';
}

/** Case keys still hang on a version of the KEK: retiring it would make their cases unreadable. */
export class KekInUseError extends DomainError {
  readonly code = 'KEY_VERSION_IN_USE';
  readonly kind = 'conflict';
}
