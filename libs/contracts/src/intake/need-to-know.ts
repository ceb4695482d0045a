import { z } from 'zod';
import { dateSchema, versionSchema } from '../shared/codes.js';
import { bilingualMessage } from '../shared/field-errors.js';

const colleagueIdSchema = z.uuid(bilingualMessage('Hãy chọn một người.', 'Choose somebody.'));

/** Handing a file over to a colleague of the same centre, and into the colleague's team; without one it stays in its own. */
export const assignCaseSchema = z.strictObject({
  version: versionSchema,
  assigneeId: colleagueIdSchema,
  teamId: z.uuid().nullable().optional(),
});
export type AssignCase = z.infer<typeof assignCaseSchema>;

/** "Not this member of staff": everybody whom the client does not want to know her file, in place of those before. */
export const excludeStaffSchema = z.strictObject({ version: versionSchema, accountIds: z.array(z.uuid()).max(20) });
export type ExcludeStaff = z.infer<typeof excludeStaffSchema>;
/** The list, and the version of the file that a change of it replaces. */
export const excludedStaffSchema = z.object({ version: versionSchema, accountIds: z.array(z.uuid()) });
export type ExcludedStaff = z.infer<typeof excludedStaffSchema>;

/** While somebody is away, a colleague reaches the files assigned to them. */
export const coverLeaveSchema = z.strictObject({
  absentId: colleagueIdSchema,
  coverId: colleagueIdSchema,
  fromOn: dateSchema,
  /** The last day of it. */
  untilOn: dateSchema,
});
export type CoverLeave = z.infer<typeof coverLeaveSchema>;
export const leaveCoverSchema = z.object({
  id: z.uuid(),
  absentId: z.uuid(),
  coverId: z.uuid(),
  fromOn: dateSchema,
  untilOn: dateSchema,
});
export type LeaveCover = z.infer<typeof leaveCoverSchema>;
export const leaveCoverListSchema = z.object({ covers: z.array(leaveCoverSchema) });

export const emergencyReasonSchema = z.enum(
  ['immediate-danger', 'medical', 'child-at-risk', 'colleague-unreachable'],
  bilingualMessage('Hãy chọn một lý do.', 'Choose a reason.'),
);

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
  /** Null where the caller may not know the file. */
  caseCode: z.string().nullable(),
  accountId: z.uuid(),
  reason: emergencyReasonSchema,
  state: emergencyStateSchema,
  openedAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
  /** The client had excluded this person when they asked. */
  excluded: z.boolean(),
  /** Until when somebody else should have reviewed it. */
  reviewDueAt: z.iso.datetime(),
  approvedById: z.uuid().nullable(),
  reviewedById: z.uuid().nullable(),
  outcome: emergencyOutcomeSchema.nullable(),
});
export type EmergencyAccess = z.infer<typeof emergencyAccessSchema>;
export const emergencyAccessListSchema = z.object({ accesses: z.array(emergencyAccessSchema) });

export const reviewEmergencySchema = z.strictObject({ outcome: emergencyOutcomeSchema });
export type ReviewEmergency = z.infer<typeof reviewEmergencySchema>;
