import { z } from 'zod';
import { organisationKindSchema, roleSchema } from '../shared/roles.js';
import { factorResetNoticeSchema } from './factor-reset.js';
import { passkeyAssertionSchema } from './own-account.js';

/** What the page knows about the person at it. Tokens never reach the browser. */
export const sessionViewSchema = z.discriminatedUnion('signedIn', [
  z.object({ signedIn: z.literal(false) }),
  z.object({
    signedIn: z.literal(true),
    accountId: z.uuid(),
    displayName: z.string(),
    roles: z.array(roleSchema),
    organisation: z.object({ id: z.uuid(), name: z.string(), kind: organisationKindSchema, provinceCode: z.string() }),
    /** Other organisations the account may act for. */
    memberships: z.array(z.object({ organisationId: z.uuid(), name: z.string() })),
    /** Colleagues have asked to reset the account's second factor; its owner can stop it. */
    factorReset: factorResetNoticeSchema.nullable(),
    /** Goes into the header `x-csrf-token` of every changing request. */
    csrfToken: z.string(),
  }),
]);
export type SessionView = z.infer<typeof sessionViewSchema>;

export const signInSchema = z.strictObject({
  account: z.string().trim().min(1).max(80),
  password: z.string().min(1).max(200),
});

/** Where the page goes next when the sign-in is complete, or what it asks for first. */
export const signInAnswerSchema = z.union([
  z.object({ redirectTo: z.string() }),
  z.object({ next: z.enum(['code', 'passkey']) }),
]);
export type SignInAnswer = z.infer<typeof signInAnswerSchema>;

/** Six digits of the authenticator app, or a recovery code. */
export const signInCodeSchema = z.strictObject({ code: z.string().trim().min(6).max(40) });

export const signInPasskeySchema = z.strictObject({ response: passkeyAssertionSchema });

/** identity -> gateway, on every request: the account's present grants. */
export const grantsSchema = z.object({
  accountId: z.uuid(),
  displayName: z.string(),
  grantsVersion: z.number().int(),
  /** A session opened under another version has ended. */
  signInVersion: z.number().int(),
  /** Whether sessions that a password alone has opened may do nothing. */
  secondFactorRequired: z.boolean(),
  /** A reset of the second factor that is on its way. */
  factorReset: factorResetNoticeSchema.nullable(),
  memberships: z.array(
    z.object({
      organisation: z.object({
        id: z.uuid(),
        name: z.string(),
        kind: organisationKindSchema,
        provinceCode: z.string(),
        communeCode: z.string().nullable(),
      }),
      roles: z.array(roleSchema).min(1),
      teamId: z.uuid().nullable(),
    }),
  ),
});
export type Grants = z.infer<typeof grantsSchema>;

/** The page asks whether its sign-in is still open before the person types. */
export const interactionViewSchema = z.object({ open: z.literal(true) });

export const switchOrganisationSchema = z.strictObject({ organisationId: z.uuid() });
