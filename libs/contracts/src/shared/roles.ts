import { z } from 'zod';

/**
 * Roles of a membership (source: the product's role table). `specialist_care` and `safeguarding` open a compartment of the
 * files that another role of the same person reaches; alone they reach none.
 */
export const roleSchema = z.enum([
  'outreach_worker',
  'case_manager',
  'supervisor',
  'specialist_care',
  'safeguarding',
  'partner_worker',
  'partner_manager',
  'release_officer',
  'provincial_analyst',
  'reporting_officer',
  'dpo',
  'administrator',
]);
export type Role = z.infer<typeof roleSchema>;

/** Kinds of organisation that may hold memberships. */
export const organisationKindSchema = z.enum([
  'social_work_centre',
  'clinic',
  'legal_aid',
  'vocational_school',
  'job_centre',
  'policy_bank',
  'shelter',
  'core_host',
  'health_department',
  'reporting_unit',
  'enforcement_body',
  'commune_health_station',
  'social_organisation',
  'womens_union',
]);
export type OrganisationKind = z.infer<typeof organisationKindSchema>;

const partnerRoles: readonly Role[] = ['partner_worker', 'partner_manager', 'administrator'];

/** The roles that members of each kind of organisation may hold. An enforcement body reports its totals, no more. */
export const rolesOfKind: Readonly<Record<OrganisationKind, readonly Role[]>> = {
  social_work_centre: [
    'outreach_worker',
    'case_manager',
    'supervisor',
    'specialist_care',
    'safeguarding',
    'dpo',
    'administrator',
  ],
  clinic: partnerRoles,
  legal_aid: partnerRoles,
  vocational_school: partnerRoles,
  job_centre: partnerRoles,
  policy_bank: partnerRoles,
  shelter: partnerRoles,
  commune_health_station: partnerRoles,
  social_organisation: partnerRoles,
  womens_union: partnerRoles,
  core_host: ['release_officer', 'dpo', 'administrator'],
  health_department: ['provincial_analyst', 'reporting_officer', 'dpo', 'administrator'],
  reporting_unit: ['reporting_officer', 'administrator'],
  enforcement_body: ['reporting_officer'],
};
