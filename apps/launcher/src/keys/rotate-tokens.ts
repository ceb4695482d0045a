import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { optionsFrom } from '../arguments.js';
import { defaultDataDir } from '../data-folder.js';
import { LaunchError } from '../launch-error.js';
import { SecretStore } from '../secret-store.js';
import { exchangeTokenKeys } from '../token-keys.js';
import type { Terminal } from '../terminal.js';

/** Services on this machine look at their files every second. */
const withinByDefault = '10';

/** `rotate tokens`: the keys with which services sign tokens, identity its sign-ins and the operator these commands. */
export function rotateTokens(argv: readonly string[], terminal: Terminal): void {
  const options = { data: { type: 'string' }, secrets: { type: 'string' }, within: { type: 'string' } } as const;
  const { data, secrets, within = withinByDefault } = optionsFrom(argv, options);
  const seconds = Number(within);
  if (!Number.isInteger(seconds) || seconds < 1 || seconds > 86_400)
    throw new LaunchError('--within says in how many seconds every service has noticed the files: 1 to 86400');
  const folder = secrets ?? join(resolve(data ?? process.env['AN_TAM_DATA_DIR'] ?? defaultDataDir()), 'secrets');
  if (!existsSync(join(folder, 'trusted-keys')))
    throw new LaunchError(`there are no keys in ${folder}; name the data folder with --data`);
  const { from, until } = exchangeTokenKeys(new SecretStore(folder), seconds);
  terminal.say(
    `New keys sign from ${from.toISOString()}; the old ones are worth nothing after ${until.toISOString()}.`,
  );
}
