import { DomainError } from '@an-tam/contracts';

/** A changing request that does not come from a page of ours with this session. */
export class CrossSiteError extends DomainError {
  readonly code = 'CROSS_SITE';
  readonly kind = 'forbidden';
}

/** The account has no such session (any more); another account's answers alike. */
export class SessionNotFoundError extends DomainError {
  readonly code = 'NOT_FOUND';
  readonly kind = 'not_found';
}

/** The account has no membership in that organisation; answers like an organisation that does not exist. */
export class OrganisationNotHeldError extends DomainError {
  readonly code = 'NOT_FOUND';
  readonly kind = 'not_found';
}
