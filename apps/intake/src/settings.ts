import { readSettings, serviceSettingsSchema } from '@an-tam/http';
import { z } from 'zod';

const postgresUrl = z.url({ protocol: /^postgres(ql)?$/ });

/** Settings of the intake service; secrets come as files (`..._FILE`). */
export const intakeSettingsSchema = serviceSettingsSchema.extend({
  /** Database of the wrapped case keys; may be a server of its own. */
  AN_TAM_KEYS_DATABASE_URL: postgresUrl,
  /** The intake database for the counting job's role, which only reads. */
  AN_TAM_STATISTICS_DATABASE_URL: postgresUrl,
  /** Where the keys of the centres are: a file sealed under a passphrase, or an HSM. Each needs its own settings, all of them. */
  AN_TAM_KEY_STORE: z.enum(['keyring', 'pkcs11']).default('keyring'),
  /** The key ring file; made on first start. */
  AN_TAM_KEYRING_PATH: z.string().min(1).optional(),
  AN_TAM_KEYRING_PASSPHRASE: z.string().min(1).optional(),
  /** Shared library of the HSM's vendor. */
  AN_TAM_PKCS11_MODULE: z.string().min(1).optional(),
  AN_TAM_PKCS11_TOKEN_LABEL: z.string().min(1).optional(),
  AN_TAM_PKCS11_PIN: z.string().min(1).optional(),
  /** Label of the root key on the token; made on first start. */
  AN_TAM_PKCS11_ROOT_LABEL: z.string().min(1).optional(),
  /** File of the keys that the root key wraps. */
  AN_TAM_PKCS11_STORE_PATH: z.string().min(1).optional(),
  /** Days for which backups of the case-key database are kept; an erasure is final only after them. */
  AN_TAM_KEY_BACKUP_DAYS: z.coerce.number().int().min(0).max(3650).default(30),
  AN_TAM_IDENTITY_URL: z.url(),
  AN_TAM_REFERRAL_URL: z.url(),
  AN_TAM_REPORTING_URL: z.url(),
  /** Two-digit code of the province whose core this is. */
  AN_TAM_PROVINCE: z.string().regex(/^\d{2}$/, 'is not a two-digit province code'),
  /** Demo profile only: the calendar day to act on, for closing periods. */
  AN_TAM_DEMO_TODAY: z.iso.date().optional(),
});
export type IntakeSettings = z.infer<typeof intakeSettingsSchema>;

/** @throws SettingsError listing every fault. */
export function readIntakeSettings(environment: NodeJS.ProcessEnv = process.env): IntakeSettings {
  return readSettings(
    intakeSettingsSchema.refine((s) => s.AN_TAM_PROFILE === 'demo' || s.AN_TAM_DEMO_TODAY === undefined, {
      path: ['AN_TAM_DEMO_TODAY'],
      message: 'is for the demo profile only',
    }),
    environment,
  );
}
