import { z } from 'zod';
import { organisationKindSchema, roleSchema } from './roles.js';

/** Who acts, for which organisation, with which roles: the content of a user token. */
export const actorSchema = z.object({
  accountId: z.uuid(),
  organisationId: z.uuid(),
  organisationName: z.string(),
  organisationKind: organisationKindSchema,
  /** Two-digit code of the province the organisation belongs to. */
  provinceCode: z.string().regex(/^\d{2}$/),
  /** Five-digit code of the commune, where the organisation is a commune unit. */
  communeCode: z
    .string()
    .regex(/^\d{5}$/)
    .optional(),
  roles: z.array(roleSchema).min(1),
  /** The person's team in the organisation, such as a peer group; absent: the organisation has none, or the person is in none. */
  teamId: z.uuid().optional(),
  /** Alias or title shown to colleagues. */
  displayName: z.string(),
  /** Grows with every change of the account's memberships or state. */
  grantsVersion: z.number().int().nonnegative(),
  /** When the person last proved who they are, in seconds since 1970; absent: too long ago for anything that asks. */
  provedAt: z.number().int().nonnegative().optional(),
});
export type Actor = z.infer<typeof actorSchema>;
