import { z } from 'zod';
import { dateSchema } from '../shared/codes.js';
import { roleSchema } from '../shared/roles.js';

/**
 * Who opened a file, as its client may be told: by day and role, all of the centre that supports her. No member of
 * staff is named and no content.
 */
export const caseReadersSchema = z.object({
  readers: z.array(
    z.object({
      /** Day in Asia/Ho_Chi_Minh. */
      day: dateSchema,
      /** Null: a job of the system, as counting. */
      role: roleSchema.nullable(),
      /** How many different people of this role. */
      people: z.number().int().nonnegative(),
      /** Whether name, phone or birth year were opened too. */
      identityOpened: z.boolean(),
    }),
  ),
});
export type CaseReaders = z.infer<typeof caseReadersSchema>;
