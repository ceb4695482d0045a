import type { OrganisationKind, Role } from '@an-tam/contracts';

/** The part of a membership that the separation of roles looks at. */
export interface HeldRoles {
  readonly kind: OrganisationKind;
  readonly roles: readonly Role[];
}

export type RoleConflict = 'case_and_reporting' | 'enforcement_reports_only';

const caseRoles: readonly Role[] = [
  'outreach_worker',
  'case_manager',
  'supervisor',
  'specialist_care',
  'safeguarding',
  'partner_worker',
  'partner_manager',
];
const reportingRoles: readonly Role[] = ['provincial_analyst', 'reporting_officer'];
const reportingKinds: readonly OrganisationKind[] = ['health_department', 'reporting_unit', 'enforcement_body'];

/** Those that work with the files of a centre. */
export const fileRoles: readonly Role[] = ['outreach_worker', 'case_manager', 'supervisor'];

/**
 * Looks over all memberships of one account, in every organisation: no one joins case content with provincial
 * reporting or enforcement, and a member of an enforcement body reports that body's totals and holds no other role.
 * @returns the first rule that is broken, or null.
 */
export function findRoleConflict(memberships: readonly HeldRoles[]): RoleConflict | null {
  const roles = memberships.flatMap((m) => m.roles);
  const enforces = memberships.some((m) => m.kind === 'enforcement_body');
  if (enforces && roles.some((role) => role !== 'reporting_officer')) return 'enforcement_reports_only';
  const reports =
    memberships.some((m) => reportingKinds.includes(m.kind)) || roles.some((role) => reportingRoles.includes(role));
  return reports && roles.some((role) => caseRoles.includes(role)) ? 'case_and_reporting' : null;
}
