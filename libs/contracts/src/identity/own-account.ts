import { z } from 'zod';
import { lineSchema } from '../shared/codes.js';
import { bilingualMessage } from '../shared/field-errors.js';

export const changePasswordSchema = z.strictObject({
  currentPassword: z.string().min(1).max(200),
  newPassword: z.string().min(1).max(200),
});
export type ChangePassword = z.infer<typeof changePasswordSchema>;

/** One signed-in browser of the caller. `device` is the kind of browser and system, as `Chrome, Android`. */
export const ownSessionSchema = z.object({
  id: z.uuid(),
  device: z.string(),
  openedAt: z.iso.datetime(),
  lastSeenAt: z.iso.datetime(),
  /** The session that asks. */
  current: z.boolean(),
});
export type OwnSession = z.infer<typeof ownSessionSchema>;

export const ownSessionListSchema = z.object({ sessions: z.array(ownSessionSchema) });
export type OwnSessionList = z.infer<typeof ownSessionListSchema>;

export const endedSessionsSchema = z.object({ ended: z.number().int() });

/** What the caller's account holds beside the password. `required`: the roles held need at least one of them. */
export const ownFactorsSchema = z.object({
  required: z.boolean(),
  authenticatorAddedAt: z.iso.datetime().nullable(),
  /** How many recovery codes are left. */
  recoveryCodes: z.number().int(),
  passkeys: z.array(
    z.object({ id: z.string(), name: z.string(), addedAt: z.iso.datetime(), lastUsedAt: z.iso.datetime().nullable() }),
  ),
});
export type OwnFactors = z.infer<typeof ownFactorsSchema>;

/** A new authenticator app: secret (base32) and the same as `otpauth://` address; `draft` comes back with the first code. */
export const authenticatorDraftSchema = z.object({ secret: z.string(), uri: z.string(), draft: z.string() });
export type AuthenticatorDraft = z.infer<typeof authenticatorDraftSchema>;

const sixDigits = z
  .string()
  .transform((text) => text.replaceAll(/\s/g, ''))
  .pipe(z.string().regex(/^\d{6}$/, bilingualMessage('Mã gồm 6 chữ số.', 'The code has 6 digits.')));

export const confirmAuthenticatorSchema = z.strictObject({ draft: z.string().min(1).max(500), code: sixDigits });
export type ConfirmAuthenticator = z.infer<typeof confirmAuthenticatorSchema>;

/** Shown once. */
export const recoveryCodesSchema = z.object({ codes: z.array(z.string()) });
export type RecoveryCodes = z.infer<typeof recoveryCodesSchema>;

const base64Url = (longest: number) =>
  z
    .string()
    .regex(/^[\w-]+$/)
    .max(longest);
const credential = {
  id: base64Url(1400),
  rawId: base64Url(1400),
  type: z.literal('public-key'),
  authenticatorAttachment: z.string().max(40).optional(),
  clientExtensionResults: z.record(z.string(), z.unknown()).default({}),
};

/** What a browser is asked, as `PublicKeyCredential...OptionsJSON` of WebAuthn level 3. */
export const passkeyOptionsSchema = z.object({ options: z.record(z.string(), z.unknown()) });
export type PasskeyOptions = z.infer<typeof passkeyOptionsSchema>;

/** A browser's answer when a passkey was made (`RegistrationResponseJSON`). */
export const passkeyAttestationSchema = z.object({
  ...credential,
  response: z.object({
    clientDataJSON: base64Url(4000),
    attestationObject: base64Url(20_000),
    transports: z.array(z.string().max(40)).max(10).optional(),
  }),
});
export type PasskeyAttestation = z.infer<typeof passkeyAttestationSchema>;

/** A browser's answer when a passkey was proved (`AuthenticationResponseJSON`). */
export const passkeyAssertionSchema = z.object({
  ...credential,
  response: z.object({
    clientDataJSON: base64Url(4000),
    authenticatorData: base64Url(4000),
    signature: base64Url(4000),
    userHandle: base64Url(200).optional(),
  }),
});
export type PasskeyAssertion = z.infer<typeof passkeyAssertionSchema>;

export const addPasskeySchema = z.strictObject({ name: lineSchema(60), response: passkeyAttestationSchema });
export type AddPasskey = z.infer<typeof addPasskeySchema>;

export const removePasskeySchema = z.strictObject({ id: base64Url(1400) });
