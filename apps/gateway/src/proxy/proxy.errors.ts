import { DomainError } from '@an-tam/contracts';

/** The service behind the gateway does not answer. */
export class ServiceAwayError extends DomainError {
  readonly code = 'UNAVAILABLE';
  readonly kind = 'unavailable';
}
