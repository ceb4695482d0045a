import { z } from 'zod';
import { dateSchema } from '../shared/codes.js';

/** What there is to do with a file, in the order of harm if it comes late. */
export const taskKindSchema = z.enum([
  'safeguarding',
  'urgent_referral',
  'follow_up',
  'plan_step',
  'plan_review',
  'approval',
  'referral',
]);
export type TaskKind = z.infer<typeof taskKindSchema>;

export const taskSchema = z.object({
  caseId: z.uuid(),
  alias: z.string(),
  kind: taskKindSchema,
  /** The day by which it should be done. */
  dueOn: dateSchema.nullable(),
  /** The moment by which somebody should have answered. */
  dueAt: z.iso.datetime().nullable(),
  /** Since when somebody else's answer is waited for. */
  since: z.iso.datetime().nullable(),
  /** How a follow-up was agreed. */
  channel: z.string().nullable(),
  /** That way of reaching her has become unsafe since. */
  unsafe: z.boolean(),
  /** Nobody has written down how old she is. */
  askAge: z.boolean(),
});
export type Task = z.infer<typeof taskSchema>;

/** `mine`: files one is responsible for or stands in for. `all`: whatever the rules show. */
export const todayQuerySchema = z.object({
  page: z.coerce.number().int().min(1).max(10_000).default(1),
  whose: z.enum(['mine', 'all']).default('mine'),
});
export type TodayQuery = z.infer<typeof todayQuerySchema>;

export const todaySchema = z.object({
  /** The business day that "late" is counted from. */
  today: dateSchema,
  tasks: z.array(taskSchema),
  page: z.number().int(),
  hasMore: z.boolean(),
});
export type Today = z.infer<typeof todaySchema>;
