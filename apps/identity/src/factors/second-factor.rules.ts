import type { Role } from '@an-tam/contracts';

/** Who enters a unit's own totals sees nothing of anybody; a password is enough. */
const oneFactorRoles: readonly Role[] = ['reporting_officer'];

/** Whether somebody with these roles, over all organisations, may sign in with a second factor only. */
export function needsSecondFactor(memberships: readonly { readonly roles: readonly Role[] }[]): boolean {
  return memberships.some(({ roles }) => roles.some((role) => !oneFactorRoles.includes(role)));
}
