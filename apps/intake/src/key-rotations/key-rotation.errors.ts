import { DomainError } from '@an-tam/contracts';

/** Stored rows still name a key: destroying it would make them unreadable. */
export class KeyVersionInUseError extends DomainError {
  readonly code = 'KEY_VERSION_IN_USE';
  readonly kind = 'conflict';
}

/** The key store holds no keys for this centre. */
export class CentreKeysNotKnownError extends DomainError {
  readonly code = 'CENTRE_KEYS_NOT_KNOWN';
  readonly kind = 'not_found';
}
