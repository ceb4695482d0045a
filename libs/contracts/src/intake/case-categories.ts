import { z } from 'zod';

/**
 * Kinds of data that a file holds, named as consents and packets name them where they do. The access rules say which of
 * them a role knows; every sealed column is of one of them.
 */
export const caseCategorySchema = z.enum([
  'alias',
  'birth_year',
  'commune',
  'consent',
  'contact',
  'health_hiv',
  'household',
  'identity',
  'need',
  'plan',
  'safeguarding',
  'service_history',
  'sex',
  'target_group',
]);
export type CaseCategory = z.infer<typeof caseCategorySchema>;
