import { z } from 'zod';

/** Roles of a membership (source: the product's role table). */
export const roleSchema = z.enum([
  'outreach_worker',
  'case_manager',
  'supervisor',
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
]);
export type OrganisationKind = z.infer<typeof organisationKindSchema>;
