import { DomainError } from '@an-tam/contracts';

/** Another organisation has this name. */
export class OrganisationNameTakenError extends DomainError {
  readonly code = 'ORGANISATION_NAME_TAKEN';
  readonly kind = 'conflict';
}

/** No such organisation in the province of the core that the caller's organisation hosts. */
export class OrganisationNotFoundError extends DomainError {
  readonly code = 'NOT_FOUND';
  readonly kind = 'not_found';
}

/** Somebody of the organisation has set up the sign-in: from then on its own administrator invites. */
export class OrganisationStaffedError extends DomainError {
  readonly code = 'ORGANISATION_STAFFED';
  readonly kind = 'conflict';
}

/** The commune is none of the province. */
export class CommuneUnknownError extends DomainError {
  readonly code = 'COMMUNE_UNKNOWN';
  readonly kind = 'invalid';
}
