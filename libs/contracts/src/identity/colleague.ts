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

export const colleagueListSchema = z.object({ colleagues: z.array(colleagueSchema) });
export type ColleagueList = z.infer<typeof colleagueListSchema>;
