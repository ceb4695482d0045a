import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runInThisContext } from 'node:vm';

/** The SoftHSM2 module of this machine; null where it is not installed. */
export const softhsmModule: string | null =
  spawnSync('softhsm2-util', ['--version']).status === 0
    ? ([
        '/usr/lib/softhsm/libsofthsm2.so',
        '/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so',
        '/usr/lib/aarch64-linux-gnu/softhsm/libsofthsm2.so',
        '/usr/lib64/pkcs11/libsofthsm2.so',
        '/usr/local/lib/softhsm/libsofthsm2.so',
      ].find((path) => existsSync(path)) ?? null)
    : null;

/** Says in one line what is not tested here and how it would be. */
export const tellWithoutSofthsm = (what: string): boolean =>
  process.stderr.write(`No SoftHSM2 here, so ${what} is not tested: apt-get install softhsm2\n`);

/** The environment that a native module and its tools read; a test's own `process.env` is a copy of it. */
const environment = (runInThisContext('process') as NodeJS.Process).env;

export const softhsmPin = '482915';

/** Tokens in a folder of their own, which this process and the tools it starts use until `remove`. */
export interface SofthsmTokens {
  readonly folder: string;
  /** `SOFTHSM2_CONF` of these tokens. */
  readonly configuration: string;
  /** Makes an empty token, or empties the one of this label. */
  reset(label: string): void;
  remove(): Promise<void>;
}

export async function makeSofthsmTokens(...labels: readonly string[]): Promise<SofthsmTokens> {
  const folder = await mkdtemp(join(tmpdir(), 'softhsm-'));
  const configuration = join(folder, 'softhsm2.conf');
  await mkdir(join(folder, 'tokens'));
  await writeFile(configuration, `directories.tokendir = ${join(folder, 'tokens')}\nobjectstore.backend = file\n`);
  environment['SOFTHSM2_CONF'] = configuration;
  const util = (...options: string[]) => execFileSync('softhsm2-util', options, { env: environment, stdio: 'pipe' });
  const pins = ['--pin', softhsmPin, '--so-pin', '771204'];
  for (const label of labels) util('--init-token', '--free', '--label', label, ...pins);
  return {
    folder,
    configuration,
    reset(label) {
      util('--delete-token', '--token', label);
      util('--init-token', '--free', '--label', label, ...pins);
    },
    async remove() {
      delete environment['SOFTHSM2_CONF'];
      await rm(folder, { recursive: true, force: true });
    },
  };
}
