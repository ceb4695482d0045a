import { z } from 'zod';
import { dateSchema } from '../shared/codes.js';
import { carePlanViewSchema } from './care-plan.js';
import { caseCategorySchema } from './case-categories.js';
import { caseViewSchema } from './case-file.js';

/**
 * "Đọc cùng nhau": what a client reads of her own file with a worker beside her. No note of the staff, nothing of the
 * safeguarding compartment, nothing of how support is counted; her words, her plan, her consents.
 */
export const readTogetherSchema = caseViewSchema
  .pick({ alias: true, status: true, openedOn: true, reach: true, needs: true, consents: true, nextFollowUp: true })
  .extend({
    /** The plan as agreed; null while there is none, or while it waits for approval. */
    plan: z.object({ reviewOn: dateSchema, goals: carePlanViewSchema.shape.goals }).nullable(),
    /** What the caller's rules leave out of the reading. */
    withheld: z.array(caseCategorySchema),
  });
export type ReadTogether = z.infer<typeof readTogetherSchema>;
