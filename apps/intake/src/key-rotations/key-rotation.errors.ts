import { DomainError } from '@an-tam/contracts';

/** The key store holds no keys for this centre. */
export class CentreKeysNotKnownError extends DomainError {
  readonly code = 'CENTRE_KEYS_NOT_KNOWN';
  readonly kind = 'not_found';
}
