import { z } from 'zod';
import { communeCodeSchema, lineSchema } from '../shared/codes.js';
import { bilingualMessage } from '../shared/field-errors.js';
import { organisationKindSchema } from '../shared/roles.js';
import { invitedMemberSchema } from './account.js';

/** Kinds that can be registered. The host of a core comes with the installation, and there is one. */
export const registrableKinds = organisationKindSchema.exclude(['core_host']).options;

/** Kinds of which every commune may have one. */
export const communeKinds: readonly z.infer<typeof organisationKindSchema>[] = [
  'commune_health_station',
  'reporting_unit',
  'enforcement_body',
];

export const registerOrganisationSchema = z
  .strictObject({
    name: lineSchema(120),
    kind: z.enum(registrableKinds, bilingualMessage('Chọn loại đơn vị.', 'Choose a kind of organisation.')),
    /** Five-digit commune of a unit of a commune. */
    communeCode: communeCodeSchema.nullable(),
    /** Name shown to colleagues of the first person, who invites the others. */
    firstMember: lineSchema(60),
  })
  .refine(({ kind, communeCode }) => communeCode === null || communeKinds.includes(kind), {
    path: ['communeCode'],
    message: bilingualMessage('Loại đơn vị này không theo xã, phường.', 'This kind of organisation has no commune.'),
  });
export type RegisterOrganisation = z.infer<typeof registerOrganisationSchema>;

export const organisationViewSchema = z.object({
  id: z.uuid(),
  name: z.string(),
  kind: organisationKindSchema,
  communeCode: z.string().nullable(),
  /** Whether somebody of the organisation has set up the sign-in. */
  staffed: z.boolean(),
});
export type OrganisationView = z.infer<typeof organisationViewSchema>;

/** Organisations of the caller's province, with the communes that a new one may belong to. */
export const organisationListSchema = z.object({
  organisations: z.array(organisationViewSchema),
  communes: z.array(z.object({ code: z.string(), name: z.string() })),
});
export type OrganisationList = z.infer<typeof organisationListSchema>;

export const registeredOrganisationSchema = z.object({ id: z.uuid(), invited: invitedMemberSchema });
export type RegisteredOrganisation = z.infer<typeof registeredOrganisationSchema>;

export const inviteFirstMemberSchema = z.strictObject({ displayName: lineSchema(60) });
export type InviteFirstMember = z.infer<typeof inviteFirstMemberSchema>;
