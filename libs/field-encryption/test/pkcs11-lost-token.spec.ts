import { mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  CentreKeysNotFoundError,
  FormatError,
  KeyVersionInUseError,
  KmsUnavailableError,
  Pkcs11Kms,
  RecoveryShareError,
  TokenError,
} from '../src/index.js';
import type { Pkcs11Options } from '../src/index.js';
import type { Pkcs11Document } from '../src/keys/pkcs11-store-file.js';
import { makeSofthsmTokens, softhsmModule, softhsmPin, tellWithoutSofthsm } from '../../../test/support/softhsm.js';
import type { SofthsmTokens } from '../../../test/support/softhsm.js';

let tokens: SofthsmTokens;
let folder: string;
let options: Pkcs11Options;
let held: Pkcs11Kms[];
let run = 0;

const keep = (kms: Pkcs11Kms): Pkcs11Kms => {
  held.push(kms);
  return kms;
};
const create = async () => keep(await Pkcs11Kms.create(options));
const open = async (change: Partial<Pkcs11Options> = {}) => keep(await Pkcs11Kms.open({ ...options, ...change }));
const recover = async (shares: readonly string[], change: Partial<Pkcs11Options> = {}) =>
  keep(await Pkcs11Kms.recoverWithShares({ ...options, ...change }, shares));
const causeOf = async (attempt: Promise<unknown>): Promise<unknown> =>
  attempt.then(
    () => 'answered',
    (error: unknown) => {
      expect(error).toBeInstanceOf(KmsUnavailableError);
      return (error as Error).cause;
    },
  );

/** Calls the module as another user of the same process would, behind the store's back. */
async function behindItsBack(names: readonly string[]): Promise<void> {
  const { PKCS11, CKU_USER, CKF_SERIAL_SESSION, CKF_RW_SESSION } = await import('pkcs11js');
  const module = new PKCS11();
  module.load(options.modulePath);
  const slots = module.C_GetSlotList(true);
  const slot = slots.find((candidate) => module.C_GetTokenInfo(candidate).label.trim() === options.tokenLabel);
  if (!slot) throw new Error('The token is not there.');
  for (const name of names) {
    if (name === 'close all sessions') module.C_CloseAllSessions(slot);
    else if (name === 'stop the module') module.C_Finalize();
    else {
      const session = module.C_OpenSession(slot, CKF_SERIAL_SESSION | CKF_RW_SESSION);
      if (name === 'log out') module.C_Logout(session);
      else module.C_Login(session, CKU_USER, softhsmPin);
    }
  }
}

function describeToken(): void {
  beforeAll(async () => {
    tokens = await makeSofthsmTokens('core', 'spare');
    folder = await mkdtemp(join(tmpdir(), 'lost-token-'));
  });

  afterAll(async () => {
    await tokens.remove();
    await rm(folder, { recursive: true, force: true });
  });

  beforeEach(() => {
    held = [];
    run += 1;
    const storePath = join(folder, `store-${run}`, 'keys.json');
    const [tokenLabel, pin, rootLabel] = ['core', softhsmPin, `root-${run}`];
    options = { modulePath: softhsmModule ?? '', tokenLabel, pin, rootLabel, storePath };
  });

  afterEach(async () => {
    for (const kms of held) await kms.close();
  });

  describe('that loses the session', () => {
    it.each([
      ['closes every session', ['close all sessions']],
      ['logs everybody out', ['log out']],
      ['is logged in to anew by somebody else', ['close all sessions', 'log in']],
      ['is stopped with its module', ['stop the module']],
    ])('and %s is logged in to again, unnoticed', async (_, names) => {
      const kms = await create();
      await kms.createCentreKeys('a');
      const before = await kms.centreKeys('a');
      await behindItsBack(names);
      expect(await kms.centreKeys('a')).toEqual(before);
      await behindItsBack(names);
      await kms.createCentreKeys('b');
      expect((await kms.centreKeys('b')).kek.bytes).toHaveLength(32);
    });

    it('and stays away answers nothing, and everything again once it is back', async () => {
      const kms = await create();
      await kms.createCentreKeys('a');
      const before = await kms.centreKeys('a');
      const [tokenFolder, away] = [join(tokens.folder, 'tokens'), join(tokens.folder, 'away')];
      await behindItsBack(['close all sessions']);
      await rename(tokenFolder, away);
      await expect(kms.centreKeys('a')).rejects.toBeInstanceOf(KmsUnavailableError);
      await expect(kms.createCentreKeys('b')).rejects.toBeInstanceOf(KmsUnavailableError);
      await rename(away, tokenFolder);
      expect(await kms.centreKeys('a')).toEqual(before);
      await expect(kms.centreKeys('b')).rejects.toBeInstanceOf(CentreKeysNotFoundError);
    });

    it('and was emptied meanwhile answers nothing more', async () => {
      const kms = await create();
      await kms.createCentreKeys('a');
      expect((await kms.centreKeys('a')).kek.version).toBe(1);
      await behindItsBack(['stop the module']);
      tokens.reset('core');
      expect(await causeOf(kms.centreKeys('a'))).toMatchObject({ problem: 'no-root' });
    });

    it('and takes the PIN no more is asked once, not until it locks itself', async () => {
      const kms = await create();
      await kms.createCentreKeys('a');
      const inside = kms as unknown as { token: { options: { pin: string } } };
      inside.token.options = { ...inside.token.options, pin: '000000' };
      await behindItsBack(['close all sessions']);
      const first = await causeOf(kms.centreKeys('a'));
      expect(first).toMatchObject({ problem: 'wrong-pin' });
      for (let attempt = 0; attempt < 3; attempt++) expect(await causeOf(kms.centreKeys('a'))).toBe(first);
      await kms.close();
      expect((await (await open()).centreKeys('a')).kek.version).toBe(1);
    });
  });

  it('keeps versions of centre keys as the key ring does', async () => {
    const kms = await create();
    await kms.createCentreKeys('a');
    const first = (await kms.centreKeys('a')).kek;
    await kms.addCentreKeyVersion('a', 'kek', 2);
    await kms.addCentreKeyVersion('a', 'kek', 2);
    await expect(kms.addCentreKeyVersion('a', 'kek', 4)).rejects.toBeInstanceOf(FormatError);
    await expect(kms.destroyCentreKeyVersion('a', 'kek', 2)).rejects.toBeInstanceOf(KeyVersionInUseError);
    expect(await kms.centreKey('a', 'kek', 1)).toEqual(first);
    await kms.destroyCentreKeyVersion('a', 'kek', 1);
    await kms.close();
    const again = await open();
    expect(await again.centreKeyVersions('a', 'kek')).toEqual([2]);
    expect(await again.centreKeyVersions('a', 'blind-index')).toEqual([1]);
    expect(await again.centres()).toEqual(['a']);
    await expect(again.centreKey('a', 'kek', 1)).rejects.toBeInstanceOf(CentreKeysNotFoundError);
  });

  describe('that is lost', () => {
    /** A closed store with shares; one centre came before them, one after, and a version was destroyed. */
    async function storeWithShares() {
      const kms = await create();
      await kms.createCentreKeys('a');
      const shares = await kms.createShares(2, 3);
      await kms.createCentreKeys('b');
      await kms.addCentreKeyVersion('a', 'kek', 2);
      await kms.destroyCentreKeyVersion('a', 'kek', 1);
      const secrets = await secretsOf(kms);
      await kms.close();
      return { shares, secrets };
    }
    const secretsOf = async (kms: Pkcs11Kms) => [
      await kms.centreKeys('a'),
      await kms.centreKeys('b'),
      await kms.signingKey('release'),
    ];
    const document = async () => JSON.parse(await readFile(options.storePath, 'utf8')) as Pkcs11Document;

    it('two of three shares bring every key onto another token, and the shares stay valid there', async () => {
      const { shares, secrets } = await storeWithShares();
      const spare = { tokenLabel: 'spare' };
      expect(await causeOfOpening(open(spare))).toBe('no-root');
      const recovered = await recover(shares.slice(1), spare);
      expect(await secretsOf(recovered)).toEqual(secrets);
      await recovered.close();
      await expect(open()).rejects.toMatchObject({ problem: 'corrupt' });
      const opened = await open(spare);
      expect(await secretsOf(opened)).toEqual(secrets);
      await opened.close();
      tokens.reset('spare');
      expect(await secretsOf(await recover([shares[0] ?? '', shares[2] ?? ''], spare))).toEqual(secrets);
    });

    it('a recovery that was broken off after the root was made is done again on the same token', async () => {
      const { shares, secrets } = await storeWithShares();
      const broken = { ...options, tokenLabel: 'spare', storePath: join(folder, `other-${run}`, 'keys.json') };
      await (await Pkcs11Kms.create(broken)).close();
      expect(await secretsOf(await recover(shares.slice(1), { tokenLabel: 'spare' }))).toEqual(secrets);
    });

    it('recovers nothing with too few or older shares, or from a changed file, and no root is made', async () => {
      const { shares, secrets } = await storeWithShares();
      const kms = await open();
      const fresh = await kms.createShares(2, 2);
      await kms.close();
      const whole = await readFile(options.storePath);
      const spare = { tokenLabel: 'spare' };
      for (const wrong of [fresh.slice(1), shares.slice(1), [shares[0] ?? '', fresh[1] ?? '']])
        await expect(recover(wrong, spare)).rejects.toBeInstanceOf(RecoveryShareError);
      const found = await document();
      for (const changed of [
        { ...found, entries: found.entries.slice(1) },
        { ...found, entries: found.entries.map((entry) => ({ ...entry, version: entry.version + 1 })) },
        { ...found, recoveryMac: '' },
        { ...found, recovery: null },
      ]) {
        await writeFile(options.storePath, JSON.stringify(changed));
        await expect(recover(fresh, spare)).rejects.toMatchObject({ code: 'KEYRING_UNREADABLE', problem: 'corrupt' });
      }
      await writeFile(options.storePath, whole);
      expect(await causeOfOpening(open(spare))).toBe('no-root');
      expect(await secretsOf(await recover(fresh, spare))).toEqual(secrets);
    });
  });
}

if (softhsmModule) describe('a token', describeToken);
else
  it('is not there', () => {
    expect(tellWithoutSofthsm('a lost token')).toBe(true);
  });

async function causeOfOpening(attempt: Promise<unknown>): Promise<string> {
  return attempt.then(
    () => 'opened',
    (error: unknown) => (error instanceof TokenError ? error.problem : String(error)),
  );
}
