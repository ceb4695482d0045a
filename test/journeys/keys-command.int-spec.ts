import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Keyring, Pkcs11Kms } from '@an-tam/field-encryption';
import { makeSofthsmTokens, softhsmModule, softhsmPin, tellWithoutSofthsm } from '../support/softhsm.js';
import { runAtTerminal } from '../support/terminal.js';

const command = join(__dirname, '../../dist/apps/launcher/keys.js');
const PASSPHRASE = 'mùa nước nổi 2026';
const NEXT = 'thuyền về bến cũ 7';
const QUICK = { passes: 1, memoryBytes: 16_384 };
const SHARE = /(?:[0-9A-Z]{5}-){17}[0-9A-Z]{5}/g;

let dataDir: string;
let ringPath: string;
let newPassphraseFile: string;

/** `npm run keys -- ...` without a terminal. */
function keys(argv: readonly string[], environment: NodeJS.ProcessEnv = {}) {
  return new Promise<{ status: number; stdout: string; stderr: string }>((resolve) => {
    const env = { PATH: process.env['PATH'], AN_TAM_DATA_DIR: dataDir, ...environment };
    execFile(process.execPath, [command, ...argv], { env }, (error, stdout, stderr) =>
      resolve({ status: error ? Number(error.code) : 0, stdout, stderr: stderr.trim() }),
    );
  });
}

const keysAtTerminal = (argv: readonly string[], answers: readonly string[]) =>
  runAtTerminal([command, ...argv], answers, { AN_TAM_DATA_DIR: dataDir });

async function expectRefused(outcome: ReturnType<typeof keys>, why: RegExp): Promise<void> {
  const { status, stdout, stderr } = await outcome;
  expect(stderr).toMatch(/^keys: [^\n]+$/);
  expect(stderr).toMatch(why);
  expect(status).toBe(1);
  expect(stdout).toBe('');
}

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'an-tam-keys-'));
  for (const folder of ['keys', 'secrets']) await mkdir(join(dataDir, folder));
  ringPath = join(dataDir, 'keys', 'keyring.json');
  newPassphraseFile = join(dataDir, 'new');
  await writeFile(newPassphraseFile, `${NEXT}\n`, { mode: 0o600 });
  const ring = await Keyring.create(ringPath, PASSPHRASE, QUICK);
  await ring.createCentreKeys('centre-a');
  await ring.close();
});

afterEach(() => rm(dataDir, { recursive: true, force: true }));

const givePassphrase = () => writeFile(join(dataDir, 'secrets', 'keyring-passphrase'), PASSPHRASE, { mode: 0o600 });

it('makes share files and recovers with some of them under a new passphrase', async () => {
  await givePassphrase();
  const out = join(dataDir, 'sheets');
  const made = await keys(['shares', '--threshold', '2', '--of', '3', '--out', out]);
  expect(made).toMatchObject({ status: 0, stdout: '' });
  // There is no database here to write it down in.
  expect(made.stderr).toContain('This is not in the audit log: there is no product in');
  expect(made.stderr).not.toMatch(SHARE);
  const sheets = (await readdir(out)).sort().map((name) => join(out, name));
  expect(sheets).toHaveLength(3);
  for (const sheet of sheets) {
    expect((await stat(sheet)).mode & 0o777).toBe(0o600);
    const text = await readFile(sheet, 'utf8');
    expect(text.match(SHARE)).toHaveLength(1);
    expect(text).toMatch(/MẢNH KHÓA KHÔI PHỤC/);
    expect(text).toMatch(/RECOVERY SHARE/);
  }
  const [first = '', , third = ''] = sheets;
  await expectRefused(
    keys(['recover', '--share-file', first, '--new-passphrase-file', newPassphraseFile]),
    /fewer shares/,
  );
  await expectRefused(keys(['recover', '--share-file', first, '--share-file', third]), /--new-passphrase-file/);
  const files = ['--share-file', first, '--share-file', third];
  const recovered = await keys(['recover', ...files, '--new-passphrase-file', newPassphraseFile]);
  expect(recovered).toMatchObject({ status: 0, stdout: '' });
  expect(recovered.stderr).toContain('secrets/keyring-passphrase');
  await expect(Keyring.open(ringPath, PASSPHRASE)).rejects.toMatchObject({ code: 'KEYRING_PASSPHRASE_WRONG' });
  const ring = await Keyring.open(ringPath, NEXT);
  expect(await ring.centres()).toEqual(['centre-a']);
  await ring.close();
}, 120_000);

it('asks a person for the passphrase, for shares and for a new passphrase, and shows no passphrase', async () => {
  const made = await keysAtTerminal(['shares', '--threshold', '2', '--of', '2'], ['not this one', PASSPHRASE]);
  expect(made.status).toBe(0);
  expect(made.shown).toContain('Tries left: 2');
  const [one = '', two = ''] = made.shown.match(SHARE) ?? [];
  expect(two).not.toBe('');
  const mistyped = `${two.slice(0, -1)}U`;
  const recovered = await keysAtTerminal(['recover'], [one, mistyped, two, NEXT, NEXT]);
  expect(recovered).toEqual({ status: 0, shown: expect.stringContaining('(group 18)') as string });
  for (const secret of [PASSPHRASE, NEXT, 'not this one']) {
    expect(made.shown).not.toContain(secret);
    expect(recovered.shown).not.toContain(secret);
  }
  await (await Keyring.open(ringPath, NEXT)).close();
}, 120_000);

it('refuses in one line what a person may get wrong, and changes nothing', async () => {
  const before = await readFile(ringPath);
  const shares = ['shares', '--threshold', '2', '--of', '3'];
  await expectRefused(keys([]), /shares, recover/);
  await expectRefused(keys(['toString']), /shares, recover/);
  await expectRefused(keys(['shares', '--threshold', 'two', '--of', '3']), /--threshold/);
  await expectRefused(keys(['shares', '--threshold', '2']), /--of/);
  await expectRefused(keys([...shares, '--nonsense']), /--nonsense/);
  await expectRefused(keys([...shares, '--data', join(dataDir, 'elsewhere')]), /no key store at/);
  await expectRefused(keys(shares), /AN_TAM_KEYRING_PASSPHRASE_FILE/);
  await expectRefused(
    keys(shares, { AN_TAM_KEYRING_PASSPHRASE_FILE: newPassphraseFile }),
    /does not open the key ring/,
  );
  await expectRefused(keys([...shares, '--out', dataDir]), /is not empty/);
  await givePassphrase();
  await expectRefused(keys(['shares', '--threshold', '4', '--of', '3']), /2 to 16 shares/);
  await expectRefused(keys(['recover']), /--share-file/);
  const recover = ['recover', '--new-passphrase-file', newPassphraseFile];
  await expectRefused(keys([...recover, '--share-file', '/nowhere']), /share file \/nowhere/);
  await expectRefused(keys([...recover, '--share-file', newPassphraseFile]), /No recovery shares were made/);
  expect(await readFile(ringPath)).toEqual(before);
}, 120_000);

it('refuses while a running core holds the keys', async () => {
  await givePassphrase();
  const held = await Keyring.open(ringPath, PASSPHRASE);
  try {
    await expectRefused(keys(['shares', '--threshold', '2', '--of', '3']), /An Tâm is running/);
  } finally {
    await held.close();
  }
  expect((await keys(['shares', '--threshold', '2', '--of', '3'])).status).toBe(0);
}, 60_000);

if (!softhsmModule) tellWithoutSofthsm('the keys command with a token');
else
  it('moves the keys of a lost token onto another one with shares', async () => {
    const tokens = await makeSofthsmTokens('core', 'spare');
    try {
      const storePath = join(dataDir, 'keys', 'pkcs11.json');
      const options = {
        modulePath: softhsmModule ?? '',
        tokenLabel: 'core',
        pin: softhsmPin,
        rootLabel: 'an-tam-root',
      };
      const kms = await Pkcs11Kms.create({ ...options, storePath });
      await kms.createCentreKeys('centre-a');
      const before = await kms.centreKeys('centre-a');
      await kms.close();
      const pinFile = join(dataDir, 'pin');
      await writeFile(pinFile, `${softhsmPin}\n`);
      const environment = {
        AN_TAM_KEY_STORE: 'pkcs11',
        AN_TAM_PKCS11_MODULE: softhsmModule ?? '',
        AN_TAM_PKCS11_TOKEN_LABEL: 'core',
        AN_TAM_PKCS11_PIN_FILE: pinFile,
        SOFTHSM2_CONF: tokens.configuration,
      };
      const out = join(dataDir, 'sheets');
      expect((await keys(['shares', '--threshold', '2', '--of', '2', '--out', out], environment)).status).toBe(0);
      const files = (await readdir(out)).flatMap((name) => ['--share-file', join(out, name)]);
      const spare = { ...environment, AN_TAM_PKCS11_TOKEN_LABEL: 'spare' };
      const recovered = await keys(['recover', ...files], spare);
      expect(recovered).toMatchObject({ status: 0, stdout: '' });
      const moved = await Pkcs11Kms.open({ ...options, tokenLabel: 'spare', storePath });
      expect(await moved.centreKeys('centre-a')).toEqual(before);
      await moved.close();
    } finally {
      await tokens.remove();
    }
  }, 120_000);
