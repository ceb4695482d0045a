import { z } from 'zod';
import { dateSchema, lineSchema, needCodeSchema, taxonomyCodeSchema, versionSchema } from '../shared/codes.js';

/** A plan is looked at again after this many months at the latest. */
export const planReviewMonths = 3;

const actionBase = {
  text: lineSchema(200),
  dueOn: dateSchema,
  /** Day on which it was done; null while it is not. */
  doneOn: dateSchema.nullable(),
};

/** One step of a plan: the centre's own service, a referral for a need, or the client's own step. */
export const planActionSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    ...actionBase,
    kind: z.literal('own_service'),
    serviceCode: taxonomyCodeSchema,
    responsibleId: z.uuid(),
  }),
  z.strictObject({ ...actionBase, kind: z.literal('referral'), needCode: needCodeSchema, responsibleId: z.uuid() }),
  z.strictObject({ ...actionBase, kind: z.literal('client_step') }),
]);
export type PlanAction = z.infer<typeof planActionSchema>;

export const planGoalSchema = z.strictObject({ text: lineSchema(200), actions: z.array(planActionSchema).max(20) });
export type PlanGoal = z.infer<typeof planGoalSchema>;

/** The whole plan as it should stand. `baseVersion` is the version it was written on; 0 where there was none. */
export const saveCarePlanSchema = z.strictObject({
  baseVersion: z.number().int().min(0),
  goals: z.array(planGoalSchema).min(1).max(10),
  /** At most three months from the day it is set; absent: exactly that. */
  reviewOn: dateSchema.optional(),
});
export type SaveCarePlan = z.infer<typeof saveCarePlanSchema>;

/** `waiting`: for a supervisor. `returned`: the supervisor wants it changed. `active`: it is being carried out. */
export const carePlanStateSchema = z.enum(['waiting', 'returned', 'active']);

export const carePlanViewSchema = z.object({
  id: z.uuid(),
  version: versionSchema,
  state: carePlanStateSchema,
  goals: z.array(planGoalSchema),
  reviewOn: dateSchema,
  /** Who wrote the version that was, or is to be, approved. */
  proposedById: z.uuid(),
  remark: z.string().nullable(),
});
export type CarePlanView = z.infer<typeof carePlanViewSchema>;
/** One thing that a version of the plan changed; `text` is the goal, the step, the day or the supervisor's word. */
export const planChangeSchema = z.object({
  kind: z.enum([
    'goal_added',
    'goal_removed',
    'step_added',
    'step_removed',
    'step_changed',
    'step_done',
    'step_reopened',
    'review_moved',
    'approved',
    'returned',
  ]),
  text: z.string(),
});
export type PlanChange = z.infer<typeof planChangeSchema>;

/** Who changed what of the plan, and when. */
export const planVersionSchema = z.object({
  version: versionSchema,
  on: dateSchema,
  byId: z.uuid(),
  changes: z.array(planChangeSchema),
});
export type PlanVersion = z.infer<typeof planVersionSchema>;

/** The plan as it stands, and how it came to be so: the newest version first. */
export const casePlanSchema = z.object({
  plan: carePlanViewSchema.nullable(),
  history: z.array(planVersionSchema),
});
export type CasePlan = z.infer<typeof casePlanSchema>;

/** A supervisor's answer to what waits for one; never by the person who asked. */
export const decideApprovalSchema = z.strictObject({
  version: versionSchema,
  decision: z.enum(['approve', 'return']),
  remark: lineSchema(300).optional(),
});
export type DecideApproval = z.infer<typeof decideApprovalSchema>;

/** How a centre works, set by its supervisors. */
export const careSettingsSchema = z.strictObject({
  /** Whether a plan waits for a supervisor before it counts as agreed. */
  planApproval: z.boolean(),
  /** Whether documents may be added to files. */
  attachments: z.boolean().default(false),
});
export type CareSettings = z.infer<typeof careSettingsSchema>;
