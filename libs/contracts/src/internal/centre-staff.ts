import { z } from 'zod';
import { roleSchema } from '../shared/roles.js';

/** Who works with the files of a centre at this moment, as identity tells intake; no names. */
export const centreStaffSchema = z.object({
  staff: z.array(
    z.object({
      accountId: z.uuid(),
      /** Only those that work with files. */
      roles: z.array(roleSchema).min(1),
      teamId: z.uuid().nullable(),
    }),
  ),
});
export type CentreStaff = z.infer<typeof centreStaffSchema>;
export type StaffMember = CentreStaff['staff'][number];

export const centreStaffPath = (centreId: string): string => `/internal/organisations/${centreId}/staff`;
