import { releaseKeyId } from '@an-tam/disclosure-control';
import { readSettings, serviceSettingsSchema } from '@an-tam/http';
import { z } from 'zod';

const rawKeySchema = z
  .string()
  .regex(/^[A-Za-z0-9_-]{43}$/, 'is not a raw Ed25519 public key in base64url')
  .transform((text) => new Uint8Array(Buffer.from(text, 'base64url')));

const releaseKeysSchema = z
  .string()
  .transform((text, context) => {
    try {
      return JSON.parse(text) as unknown;
    } catch {
      context.addIssue({ code: 'custom', message: 'is not JSON' });
      return z.NEVER;
    }
  })
  .pipe(
    z.record(
      z.string(),
      z.strictObject({
        province: z.string().regex(/^\d{2}$/, 'has a province that is not two digits'),
        publicKey: rawKeySchema,
        issuer: z.string().min(1).optional(),
      }),
    ),
  )
  .transform((keys, context) =>
    Object.entries(keys).map(([id, { province, publicKey, issuer }]) => {
      if (releaseKeyId(publicKey) !== id) {
        context.addIssue({
          code: 'custom',
          message: 'names a key by another id than its own (first 32 hex digits of the SHA-256 of the raw key)',
        });
      }
      return { province, publicKey, issuer: issuer ?? `core-${province}` };
    }),
  );

/**
 * Settings of reporting. It calls nobody, so it has no key for tokens; the key that seals its audit log is the
 * only private one.
 */
export const reportingSettingsSchema = serviceSettingsSchema.omit({ AN_TAM_SERVICE_KEY: true }).extend({
  /**
   * Public keys that may sign releases, as JSON: key id -> `{province, publicKey, issuer?}`. A key is good for one
   * issuer and one province only; the issuer is `core-<province>` where absent.
   */
  AN_TAM_RELEASE_KEYS: releaseKeysSchema,
});
export type ReportingSettings = z.infer<typeof reportingSettingsSchema>;

/** @throws SettingsError listing every fault. */
export function readReportingSettings(environment: NodeJS.ProcessEnv = process.env): ReportingSettings {
  return readSettings(reportingSettingsSchema, environment);
}
