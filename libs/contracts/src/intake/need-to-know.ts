import { z } from 'zod';
import { versionSchema } from '../shared/codes.js';

/** Handing a file over to a colleague of the same centre. */
export const assignCaseSchema = z.strictObject({ version: versionSchema, assigneeId: z.uuid() });
export type AssignCase = z.infer<typeof assignCaseSchema>;

/** "Not this member of staff": everybody whom the client does not want to know her file, in place of those before. */
export const excludeStaffSchema = z.strictObject({ accountIds: z.array(z.uuid()).max(20) });
export type ExcludeStaff = z.infer<typeof excludeStaffSchema>;
export const excludedStaffSchema = z.object({ accountIds: z.array(z.uuid()) });
export type ExcludedStaff = z.infer<typeof excludedStaffSchema>;

/** While somebody is away, a colleague reaches the files assigned to them. */
export const coverLeaveSchema = z.strictObject({
  absentId: z.uuid(),
  coverId: z.uuid(),
  /** Days from now on. */
  days: z.number().int().min(1).max(60),
});
export type CoverLeave = z.infer<typeof coverLeaveSchema>;
export const leaveCoverSchema = z.object({
  id: z.uuid(),
  absentId: z.uuid(),
  coverId: z.uuid(),
  untilAt: z.iso.datetime(),
});
export type LeaveCover = z.infer<typeof leaveCoverSchema>;
export const leaveCoverListSchema = z.object({ covers: z.array(leaveCoverSchema) });

export const emergencyReasonSchema = z.enum(['immediate-danger', 'medical', 'child-at-risk', 'colleague-unreachable']);

/** Mở khẩn cấp: a file of the own centre, named by its code, never found by searching. */
export const openEmergencySchema = z.strictObject({
  code: z.string().trim().min(1).max(30),
  reason: emergencyReasonSchema,
});
export type OpenEmergency = z.infer<typeof openEmergencySchema>;

/**
 * `waiting`: the client excluded this person, so nothing opens before a second person approves. `open`: the file can be
 * read. `to_review`: the time is over and nobody has looked at it yet. `reviewed`: somebody else has.
 */
export const emergencyStateSchema = z.enum(['waiting', 'open', 'to_review', 'reviewed']);
export const emergencyOutcomeSchema = z.enum(['justified', 'not_justified']);
export const emergencyAccessSchema = z.object({
  id: z.uuid(),
  caseId: z.uuid(),
  accountId: z.uuid(),
  reason: emergencyReasonSchema,
  state: emergencyStateSchema,
  openedAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
  approvedById: z.uuid().nullable(),
  reviewedById: z.uuid().nullable(),
  outcome: emergencyOutcomeSchema.nullable(),
});
export type EmergencyAccess = z.infer<typeof emergencyAccessSchema>;
export const emergencyAccessListSchema = z.object({ accesses: z.array(emergencyAccessSchema) });

export const reviewEmergencySchema = z.strictObject({ outcome: emergencyOutcomeSchema });
export type ReviewEmergency = z.infer<typeof reviewEmergencySchema>;
