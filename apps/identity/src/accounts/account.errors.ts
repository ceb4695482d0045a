import { DomainError } from '@an-tam/contracts';
import type { RoleConflict } from './membership.rules.js';

/** The membership would join roles that no account may join. */
export class RoleSeparationError extends DomainError {
  readonly code = 'ROLE_SEPARATION';
  readonly kind = 'conflict';
  constructor(rule: RoleConflict) {
    super({ rule });
  }
}

/** No such account, or it is disabled: both answer alike. */
export class AccountNotFoundError extends DomainError {
  readonly code = 'NOT_FOUND';
  readonly kind = 'not_found';
}
