import { concernContentSchema, stepStateSchema } from '@an-tam/contracts';
import { z } from 'zod';

const stepSchema = z.object({
  code: z.string(),
  dueAt: z.iso.datetime(),
  state: stepStateSchema,
  note: z.string().nullable(),
  byId: z.uuid().nullable(),
  at: z.iso.datetime().nullable(),
});
export type ConcernStep = z.infer<typeof stepSchema>;

/** What is sealed of a concern; the words of its steps stand in the version of the guide that it was opened under. */
export const concernContent = concernContentSchema
  .pick({ kind: true, origin: true, note: true, answers: true, safetyPlan: true, report: true, outcome: true })
  .extend({ guide: z.number().int(), steps: z.array(stepSchema) });
export type ConcernContent = z.infer<typeof concernContent>;
