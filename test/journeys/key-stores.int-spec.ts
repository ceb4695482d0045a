import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Keyring } from '@an-tam/field-encryption';
import { makeSofthsmTokens, softhsmModule, softhsmPin, tellWithoutSofthsm } from '../support/softhsm.js';
import { failToStart, makeDataDir, startStack } from '../support/stack.js';
import { runAtTerminal } from '../support/terminal.js';

const launcher = join(__dirname, '../../dist/apps/launcher/main.js');
const PASSPHRASE = 'mùa nước nổi 2026';

let dataDir: string;
beforeEach(async () => {
  dataDir = await makeDataDir();
});
afterEach(() => rm(dataDir, { recursive: true, force: true }));

const makeRing = async () => {
  await mkdir(join(dataDir, 'keys'));
  const path = join(dataDir, 'keys', 'keyring.json');
  await (await Keyring.create(path, PASSPHRASE, { passes: 1, memoryBytes: 16_384 })).close();
};

/** Starts the launcher with its descriptor 7 open on `passphrase`; `answer` is its first line, of either output. */
function startWithDescriptor(passphraseFile: string) {
  const shell = 'exec 7<"$0"; exec "$@"';
  const line = [process.execPath, launcher, '--json', '--port', '0', '--data', dataDir];
  const child = spawn('/bin/sh', ['-c', shell, passphraseFile, ...line], {
    env: { PATH: process.env['PATH'], AN_TAM_KEYRING_PASSPHRASE_FD: '7' },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  const answer = new Promise<string>((resolve) => {
    for (const stream of [child.stdout, child.stderr])
      stream.once('data', (chunk: Buffer) => resolve(chunk.toString()));
  });
  return { child, ended, answer };
}

describe('the passphrase of the key ring', () => {
  it('comes from a file descriptor, reaches the core and lies in no file', async () => {
    const given = join(dataDir, 'given');
    await writeFile(given, `${PASSPHRASE}\n`, { mode: 0o600 });
    const { child, ended, answer } = startWithDescriptor(given);
    try {
      expect(JSON.parse(await answer)).toMatchObject({ ready: true });
      await rm(given);
      expect(existsSync(join(dataDir, 'secrets', 'keyring-passphrase'))).toBe(false);
      for (const folder of ['secrets', 'keys', 'logs'])
        for (const name of await readdir(join(dataDir, folder)))
          expect(await readFile(join(dataDir, folder, name), 'utf8')).not.toContain(PASSPHRASE);
    } finally {
      child.kill('SIGTERM');
      await ended;
    }
    const ring = await Keyring.open(join(dataDir, 'keys', 'keyring.json'), PASSPHRASE);
    expect((await ring.signingKey('release/33')).keyId).toHaveLength(32);
    await ring.close();
  }, 240_000);

  it('from a file descriptor has one try', async () => {
    await makeRing();
    const given = join(dataDir, 'given');
    await writeFile(given, 'not the right one', { mode: 0o600 });
    const { ended, answer } = startWithDescriptor(given);
    expect(await answer).toMatch(/^An Tâm: [^\n]*passphrase does not open the key ring[^\n]*\n$/);
    expect(await ended).toBe(1);
  }, 60_000);

  it('of a production core is asked for at a terminal, three times at most', async () => {
    await makeRing();
    const environment = {
      AN_TAM_PROFILE: 'production',
      AN_TAM_PUBLIC_URL: 'https://antam.example.vn',
      AN_TAM_PROVINCE: '33',
      // Nobody answers there: whoever gets past the passphrase is stopped here.
      DATABASE_URL: 'postgres://nobody:nothing@127.0.0.1:1/postgres',
    };
    const start = (...answers: readonly string[]) =>
      runAtTerminal([launcher, '--port', '0', '--data', dataDir], answers, environment);
    const refused = await start('wrong one', 'wrong two', 'wrong three', PASSPHRASE);
    expect(refused.status).toBe(1);
    expect(refused.shown).toMatch(/An Tâm: the passphrase was wrong 3 times/);
    const opened = await start('wrong one', PASSPHRASE);
    expect(opened.shown).toMatch(/database of DATABASE_URL cannot be reached/);
    for (const secret of ['wrong one', 'wrong three', PASSPHRASE])
      for (const { shown } of [refused, opened]) expect(shown).not.toContain(secret);
    expect(await failToStart(dataDir, { environment })).toMatchObject({
      status: 1,
      stderr: expect.stringMatching(/^An Tâm: [^\n]*AN_TAM_KEYRING_PASSPHRASE_FILE[^\n]*terminal[^\n]*$/) as string,
    });
  }, 60_000);
});

if (!softhsmModule) tellWithoutSofthsm('a start with an HSM');
else
  it('a core whose keys are in an HSM starts, and starts again', async () => {
    const tokens = await makeSofthsmTokens('core');
    try {
      const pinFile = join(tokens.folder, 'pin');
      await writeFile(pinFile, `${softhsmPin}\n`, { mode: 0o600 });
      const environment = {
        AN_TAM_KEY_STORE: 'pkcs11',
        AN_TAM_PKCS11_MODULE: softhsmModule ?? '',
        AN_TAM_PKCS11_TOKEN_LABEL: 'core',
        AN_TAM_PKCS11_PIN_FILE: pinFile,
        AN_TAM_PKCS11_ENVIRONMENT: 'SOFTHSM2_CONF',
        SOFTHSM2_CONF: tokens.configuration,
      };
      for (let start = 0; start < 2; start++) {
        const stack = await startStack({ dataDir, environment });
        expect((await readdir(join(dataDir, 'keys'))).filter((name) => name.endsWith('.json'))).toEqual([
          'pkcs11.json',
          'release-keys.json',
        ]);
        expect(await stack.stop()).toBe(0);
      }
      const failure = await failToStart(dataDir, {
        environment: { ...environment, AN_TAM_PKCS11_TOKEN_LABEL: 'nowhere' },
      });
      expect(failure.stderr).toMatch(/^An Tâm: [^\n]*There is no token of this label[^\n]*$/);
      expect(failure.status).toBe(1);
    } finally {
      await tokens.remove();
    }
  }, 240_000);
