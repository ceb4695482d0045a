import { DomainError } from '@an-tam/contracts';

/** Nobody of that id is a member of the caller's organisation; answers like an account that does not exist. */
export class MemberNotFoundError extends DomainError {
  readonly code = 'NOT_FOUND';
  readonly kind = 'not_found';
}

/** An administrator changes nothing about the own membership: neither raising it nor leaving the place empty. */
export class OwnMembershipError extends DomainError {
  readonly code = 'OWN_MEMBERSHIP';
  readonly kind = 'conflict';
}

/** An organisation of this kind has no place for the role. */
export class RoleNotInOrganisationError extends DomainError {
  readonly code = 'ROLE_NOT_IN_ORGANISATION';
  readonly kind = 'conflict';
}

/** Who has set up the sign-in keeps it; losing it is another matter, which two people decide. */
export class AlreadyEnrolledError extends DomainError {
  readonly code = 'ALREADY_ENROLLED';
  readonly kind = 'conflict';
}
