import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SignInSecrets } from './client/index.js';
import { defaultDataDir } from './data-folder.js';
import { LaunchError } from './launch-error.js';

/** What the accounts of a demo that `npm start` made sign in with. @throws LaunchError when there is none. */
export function readDemoSecrets(dataDir: string | undefined): SignInSecrets {
  const folder = join(dataDir ?? process.env['AN_TAM_DATA_DIR'] ?? defaultDataDir(), 'secrets');
  const secret = (name: string) => {
    if (!existsSync(join(folder, name)))
      throw new LaunchError('there is no demo in the data folder; run "npm start" first');
    return readFileSync(join(folder, name), 'utf8').trim();
  };
  return { password: secret('demo-password'), authenticator: secret('demo-authenticator') };
}
