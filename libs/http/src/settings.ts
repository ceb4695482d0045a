import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { privateKeySchema, signingKeysSchema, trustedKeysSchema } from './tokens/index.js';

const jsonText = <T extends z.ZodType>(schema: T) =>
  z
    .string()
    .transform((text, context) => {
      try {
        return JSON.parse(text) as unknown;
      } catch {
        context.addIssue({ code: 'custom', message: 'is not JSON' });
        return z.NEVER;
      }
    })
    .pipe(schema);

/**
 * Settings every service has, read from environment variables. Any of them may be given as a file instead,
 * under the same name with `_FILE` behind it, or as an open file descriptor with `_FD` behind it: that is how secrets come.
 */
export const serviceSettingsSchema = z.object({
  /** `demo` allows demo accounts and a demo calendar; `production` refuses every default secret. */
  AN_TAM_PROFILE: z.enum(['demo', 'production']),
  AN_TAM_PORT: z.coerce.number().int().min(0).max(65_535),
  /** Address the service binds to. */
  AN_TAM_HOST: z.string().default('127.0.0.1'),
  /** Proxies in front whose `X-Forwarded-For` is believed: addresses, networks or `loopback`, comma separated. */
  AN_TAM_TRUSTED_PROXIES: z.string().default('loopback'),
  /** Address people use, as `https://antam.example.vn`. */
  AN_TAM_PUBLIC_URL: z.url(),
  /** The service's database for its non-owner role. */
  AN_TAM_DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }),
  /** Own Ed25519 private key (JWK) for tokens. Given as a file, it may be exchanged while the service runs. */
  AN_TAM_SERVICE_KEY: jsonText(signingKeysSchema),
  AN_TAM_SERVICE_KEY_FILE: z.string().optional(),
  /** Public keys of all processes (JSON object: name -> JWK); a file of them is followed as well. */
  AN_TAM_TRUSTED_KEYS: jsonText(trustedKeysSchema),
  AN_TAM_TRUSTED_KEYS_FILE: z.string().optional(),
  /** Folder for the newest signed head of the audit log, apart from the database; production refuses to start without. */
  AN_TAM_AUDIT_HEADS_DIR: z.string().min(1).optional(),
  /** Ed25519 private key (JWK) that signs the heads of the audit log and nothing else; a service with a key store keeps it there. */
  AN_TAM_AUDIT_KEY: jsonText(privateKeySchema).optional(),
  /** Folder with plans, taxonomy, screening and administrative units. */
  AN_TAM_CONFIG_DIR: z.string().default('config'),
  AN_TAM_LOG_LEVEL: z.enum(['silent', 'error', 'warn', 'info', 'debug']).default('info'),
});
export type ServiceSettings = z.infer<typeof serviceSettingsSchema>;

/** One or more settings are missing or wrong; `message` lists every fault, one a line, without any value. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError';
}

/** Reads and checks all settings of a process. @throws SettingsError with every fault in one list. */
export function readSettings<T extends z.ZodObject>(
  schema: T,
  environment: NodeJS.ProcessEnv = process.env,
): z.infer<T> {
  const faults: string[] = [];
  const values: Record<string, string> = {};
  for (const name of Object.keys(schema.shape)) {
    const value = environment[name];
    const source = ['_FILE', '_FD'].find((suffix) => environment[name + suffix] !== undefined);
    if (source !== undefined) {
      const from = environment[name + source] ?? '';
      try {
        values[name] = readFileSync(source === '_FD' ? Number.parseInt(from, 10) : from, 'utf8').trim();
      } catch {
        faults.push(`${name}${source}: the file cannot be read`);
        values[name] = '';
      }
    } else if (value !== undefined) values[name] = value;
  }
  const parsed = schema.safeParse(values);
  if (!parsed.success) {
    for (const issue of parsed.error.issues) {
      const name = String(issue.path[0] ?? '');
      const missing = !(name in values);
      if (!faults.some((f) => f.startsWith(`${name}_F`)))
        faults.push(`${name}: ${missing ? 'is missing' : issue.message}`);
    }
  }
  if (!parsed.success || faults.length > 0)
    throw new SettingsError(`Settings are not right:\n- ${faults.join('\n- ')}`);
  return parsed.data;
}
