import { optionsFrom } from './arguments.js';
import { readKeyStoreChoice, type KeyStoreChoice } from './key-store-choice.js';
import { LaunchError } from './launch-error.js';
import { passphraseSourceFrom, type PassphraseSource } from './passphrase.js';

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
  readonly keyStore: KeyStoreChoice;
  /** Of the key ring; in the demo profile absent, when a file in the data folder holds it. */
  readonly keyringPassphrase: PassphraseSource | undefined;
}

const isDay = (text: string) =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) && new Date(`${text}T00:00:00Z`).toJSON()?.slice(0, 10) === text;

function portOf(text: string): number {
  const port = Number(text);
  if (!/^\d{1,5}$/.test(text) || port > 65_535) throw new LaunchError(`--port ${text} is not a port (0 to 65535)`);
  return port;
}

/**
 * Reads command line and environment; `hasPerson` tells whether somebody at a terminal could be asked.
 * @throws LaunchError naming the option that is wrong.
 */
export function readLaunchOptions(
  argv: readonly string[],
  environment: NodeJS.ProcessEnv = process.env,
  hasPerson = false,
): LaunchOptions {
  const typed = optionsFrom(argv, {
    port: { type: 'string' },
    data: { type: 'string' },
    profile: { type: 'string' },
    today: { type: 'string' },
    json: { type: 'boolean', default: false },
  });
  const profile = typed.profile ?? environment['AN_TAM_PROFILE'] ?? 'demo';
  if (profile !== 'demo' && profile !== 'production')
    throw new LaunchError(`--profile ${profile} is not known; use demo or production`);
  const today = typed.today ?? environment['AN_TAM_DEMO_TODAY'];
  if (today !== undefined && !isDay(today)) throw new LaunchError(`--today ${today} is not a day, YYYY-MM-DD`);
  if (today !== undefined && profile === 'production') throw new LaunchError('--today works in the demo profile only');
  const publicUrl = environment['AN_TAM_PUBLIC_URL'];
  if (profile === 'production' && !publicUrl?.startsWith('https://'))
    throw new LaunchError('the production profile needs AN_TAM_PUBLIC_URL, an https address');
  const keyStore = readKeyStoreChoice(environment);
  const given = passphraseSourceFrom(environment);
  const keyringPassphrase = given ?? (profile === 'production' && hasPerson ? 'terminal' : undefined);
  if (profile === 'production' && keyStore.kind === 'keyring' && !keyringPassphrase)
    throw new LaunchError(
      'the production profile needs AN_TAM_KEYRING_PASSPHRASE_FILE (outside the data folder), AN_TAM_KEYRING_PASSPHRASE_FD or a terminal to ask at',
    );
  return {
    port: portOf(typed.port ?? environment['AN_TAM_PORT'] ?? '8080'),
    profile,
    dataDir: typed.data ?? environment['AN_TAM_DATA_DIR'],
    today,
    json: typed.json,
    databaseUrl: environment['DATABASE_URL'],
    publicUrl: publicUrl?.replace(/\/$/, ''),
    keyStore,
    keyringPassphrase,
  };
}
