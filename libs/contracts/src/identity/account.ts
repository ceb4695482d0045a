import { z } from 'zod';
import { lineSchema } from '../shared/codes.js';
import { bilingualMessage } from '../shared/field-errors.js';
import { roleSchema } from '../shared/roles.js';
import { authenticatorDraftSchema, confirmAuthenticatorSchema } from './own-account.js';

/** An account as an administrator of one organisation sees it: only the membership there. */
export const accountViewSchema = z.object({
  id: z.uuid(),
  displayName: z.string(),
  roles: z.array(roleSchema),
  teamId: z.uuid().nullable(),
  disabled: z.boolean(),
  /** Whether the person has set up the sign-in. */
  enrolled: z.boolean(),
});
export type AccountView = z.infer<typeof accountViewSchema>;

export const accountsPageSchema = z.object({ accounts: z.array(accountViewSchema) });
export type AccountsPage = z.infer<typeof accountsPageSchema>;

/** A part of a centre with a caseload of its own, such as a peer group. */
export const teamSchema = z.object({ id: z.uuid(), name: z.string() });
export type Team = z.infer<typeof teamSchema>;
export const teamListSchema = z.object({ teams: z.array(teamSchema) });
export type TeamList = z.infer<typeof teamListSchema>;
export const addTeamSchema = z.strictObject({ name: lineSchema(60) });
export type AddTeam = z.infer<typeof addTeamSchema>;
/** Null: in no team. */
export const setTeamSchema = z.strictObject({ teamId: z.uuid().nullable() });
export type SetTeam = z.infer<typeof setTeamSchema>;

/** Roles of a member, each once. */
const memberRolesSchema = z
  .array(roleSchema)
  .min(1, bilingualMessage('Chọn ít nhất một vai trò.', 'Choose at least one role.'))
  .refine((roles) => new Set(roles).size === roles.length);

export const inviteMemberSchema = z.strictObject({ displayName: lineSchema(60), roles: memberRolesSchema });
export type InviteMember = z.infer<typeof inviteMemberSchema>;

export const setRolesSchema = z.strictObject({ roles: memberRolesSchema });
export type SetRoles = z.infer<typeof setRolesSchema>;

/** A new member's account and the one-time code, shown this once, with which its owner sets up the sign-in. */
export const invitedMemberSchema = z.object({ id: z.uuid(), account: z.string(), code: z.string() });
export type InvitedMember = z.infer<typeof invitedMemberSchema>;

const oneTimeCode = z.string().trim().min(1).max(40);

export const beginEnrolmentSchema = z.strictObject({ code: oneTimeCode });

/** Whom a one-time code is for, with a new authenticator app to set up. */
export const enrolmentViewSchema = z.object({
  account: z.string(),
  displayName: z.string(),
  secondFactorRequired: z.boolean(),
  /** The code replaces a lost second factor: the present password is asked, and stays. */
  renews: z.boolean(),
  authenticator: authenticatorDraftSchema,
});
export type EnrolmentView = z.infer<typeof enrolmentViewSchema>;

export const completeEnrolmentSchema = z.strictObject({
  code: oneTimeCode,
  password: z.string().min(1).max(200),
  authenticator: confirmAuthenticatorSchema.optional(),
});
export type CompleteEnrolment = z.infer<typeof completeEnrolmentSchema>;
