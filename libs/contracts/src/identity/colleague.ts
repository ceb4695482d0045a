import { z } from 'zod';
import { roleSchema } from '../shared/roles.js';

/** Somebody of the own centre who works with files, as colleagues know them. */
export const colleagueSchema = z.object({
  id: z.uuid(),
  displayName: z.string(),
  /** Only those that work with files. */
  roles: z.array(roleSchema),
  teamId: z.uuid().nullable(),
});
export type Colleague = z.infer<typeof colleagueSchema>;

/** A social-work centre of the caller's province, as centres know one another. */
export const centreListSchema = z.object({ centres: z.array(z.object({ id: z.uuid(), name: z.string() })) });
export type CentreList = z.infer<typeof centreListSchema>;

export const colleagueListSchema = z.object({ colleagues: z.array(colleagueSchema) });
export type ColleagueList = z.infer<typeof colleagueListSchema>;
