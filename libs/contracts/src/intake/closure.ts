import { z } from 'zod';
import { dateSchema, textSchema, versionSchema } from '../shared/codes.js';

export const closureReasonSchema = z.enum([
  'goals_met',
  'client_choice',
  'moved_away',
  'lost_contact',
  'other_unit',
  'other',
]);
export const closureOutcomeSchema = z.enum(['better', 'partly', 'unchanged', 'unknown']);

/** Asking for a file to be closed. What is still open is settled before, or named here. */
export const requestClosureSchema = z.strictObject({
  caseVersion: versionSchema,
  reason: closureReasonSchema,
  outcome: closureOutcomeSchema,
  note: textSchema(1000).optional(),
  /** What becomes of referrals and steps that are still open; required where there are any. */
  openWork: textSchema(1000).optional(),
});
export type RequestClosure = z.infer<typeof requestClosureSchema>;

/** `requested`: waits for a supervisor. `approved`: the file is closed. */
export const closureStateSchema = z.enum(['requested', 'returned', 'approved', 'reopened']);

export const closureViewSchema = z.object({
  id: z.uuid(),
  version: versionSchema,
  state: closureStateSchema,
  requestedById: z.uuid(),
  reason: closureReasonSchema,
  outcome: closureOutcomeSchema,
  note: z.string().nullable(),
  openWork: z.string().nullable(),
  remark: z.string().nullable(),
  requestedOn: dateSchema,
  closedOn: dateSchema.nullable(),
  /** Day after which nothing is left that the file would be kept for. */
  keepUntil: dateSchema.nullable(),
});
export type ClosureView = z.infer<typeof closureViewSchema>;

/** The last closure of a file, if any, and what is open in it now. */
export const caseClosureSchema = z.object({
  closure: closureViewSchema.nullable(),
  open: z.object({ referrals: z.number().int(), actions: z.number().int(), concerns: z.number().int() }),
});
export type CaseClosure = z.infer<typeof caseClosureSchema>;

export const reopenCaseSchema = z.strictObject({ caseVersion: versionSchema });
export type ReopenCase = z.infer<typeof reopenCaseSchema>;
