import { z } from 'zod';
import { needCodeSchema } from '../shared/codes.js';

/** A centre as its supervisors see it: exact counts, for inside the centre alone. */
export const supervisionSchema = z.object({
  /** Safeguarding clocks of which the supervisor is told, the next one to run out first. `late`: it has. */
  escalations: z.array(
    z.object({ caseId: z.uuid(), code: z.string(), dueAt: z.iso.datetime().nullable(), late: z.boolean() }),
  ),
  openCases: z.number().int(),
  /** Most files first. `late`: files in which a meeting, a step or a review is overdue. */
  workload: z.array(z.object({ accountId: z.uuid(), cases: z.number().int(), late: z.number().int() })),
  /**
   * Needs of the last screening that no live or completed referral and no own service answers, by how many files have
   * them; most first.
   */
  unmetNeeds: z.array(z.object({ code: needCodeSchema, cases: z.number().int(), urgent: z.number().int() })),
});
export type Supervision = z.infer<typeof supervisionSchema>;
