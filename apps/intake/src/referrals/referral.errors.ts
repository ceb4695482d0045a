import { DomainError } from '@an-tam/contracts';

/** No such referral in the caller's centre. */
export class ReferralNotFoundError extends DomainError {
  readonly code = 'NOT_FOUND';
  readonly kind = 'not_found';
}
