import { DomainError } from '@an-tam/contracts';

/** The organisation has no such team. */
export class TeamNotFoundError extends DomainError {
  readonly code = 'NOT_FOUND';
  readonly kind = 'not_found';
}

/** The organisation has a team of this name already. */
export class TeamNameTakenError extends DomainError {
  readonly code = 'TEAM_NAME_TAKEN';
  readonly kind = 'conflict';
}
