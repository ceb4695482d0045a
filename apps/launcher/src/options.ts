import { optionsFrom } from './arguments.js';
import { LaunchError } from './launch-error.js';

export type Profile = 'demo' | 'production';

export interface LaunchOptions {
  /** Port of the one public address; 0 picks a free one. */
  readonly port: number;
  readonly profile: Profile;
  /** Where everything is kept; absent: the default folder. */
  readonly dataDir: string | undefined;
  /** Demo only: the day calendar rules take as today, `YYYY-MM-DD`. */
  readonly today: string | undefined;
  /** One JSON line when ready instead of text. */
  readonly json: boolean;
  /** Server to use instead of the embedded one: address of an account that may create roles and databases. */
  readonly databaseUrl: string | undefined;
  /** Address people use; required in production, where it is https behind a proxy. */
  readonly publicUrl: string | undefined;
  /** Holds the passphrase of the key ring; required in production, where it must not lie beside the key ring. */
  readonly keyringPassphraseFile: string | undefined;
}

const isDay = (text: string) =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) && new Date(`${text}T00:00:00Z`).toJSON()?.slice(0, 10) === text;

function portOf(text: string): number {
  const port = Number(text);
  if (!/^\d{1,5}$/.test(text) || port > 65_535) throw new LaunchError(`--port ${text} is not a port (0 to 65535)`);
  return port;
}

/** Reads command line and environment. @throws LaunchError naming the option that is wrong. */
export function readLaunchOptions(
  argv: readonly string[],
  environment: NodeJS.ProcessEnv = process.env,
): LaunchOptions {
  const given = optionsFrom(argv, {
    port: { type: 'string' },
    data: { type: 'string' },
    profile: { type: 'string' },
    today: { type: 'string' },
    json: { type: 'boolean', default: false },
  });
  const profile = given.profile ?? environment['AN_TAM_PROFILE'] ?? 'demo';
  if (profile !== 'demo' && profile !== 'production')
    throw new LaunchError(`--profile ${profile} is not known; use demo or production`);
  const today = given.today ?? environment['AN_TAM_DEMO_TODAY'];
  if (today !== undefined && !isDay(today)) throw new LaunchError(`--today ${today} is not a day, YYYY-MM-DD`);
  if (today !== undefined && profile === 'production') throw new LaunchError('--today works in the demo profile only');
  const publicUrl = environment['AN_TAM_PUBLIC_URL'];
  const keyringPassphraseFile = environment['AN_TAM_KEYRING_PASSPHRASE_FILE'];
  if (profile === 'production') {
    if (!publicUrl?.startsWith('https://'))
      throw new LaunchError('the production profile needs AN_TAM_PUBLIC_URL, an https address');
    if (!keyringPassphraseFile)
      throw new LaunchError('the production profile needs AN_TAM_KEYRING_PASSPHRASE_FILE, outside the data folder');
  }
  return {
    port: portOf(given.port ?? environment['AN_TAM_PORT'] ?? '8080'),
    profile,
    dataDir: given.data ?? environment['AN_TAM_DATA_DIR'],
    today,
    json: given.json,
    databaseUrl: environment['DATABASE_URL'],
    publicUrl: publicUrl?.replace(/\/$/, ''),
    keyringPassphraseFile,
  };
}
