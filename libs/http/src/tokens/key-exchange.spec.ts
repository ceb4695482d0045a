import type { Actor } from '@an-tam/contracts';
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SignJWT } from 'jose';
import { makeTokenKeys } from '../../../../test/support/token-keys.js';
import { importTrustedKeys, kidOf, SigningKeys } from './trusted-keys.js';
import { UnauthenticatedError } from './unauthenticated.error.js';
import { mintUserToken, verifyUserToken } from './user-tokens.js';

const start = 1_800_000_000;
const actor: Actor = {
  accountId: randomUUID(),
  displayName: 'Lan',
  grantsVersion: 1,
  organisationId: randomUUID(),
  organisationName: 'Trung tâm A',
  organisationKind: 'social_work_centre',
  provinceCode: '33',
  roles: ['case_manager'],
};

let folder: string;
let keys: Awaited<ReturnType<typeof makeTokenKeys>>;

const own = (name: 'old' | 'new') => {
  const key = keys.privateKeys[name];
  if (!key) throw new Error('unreachable: both were made');
  return key;
};
const file = () => join(folder, 'keys');
const at = (second: number) => jest.setSystemTime((start + second) * 1000);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'an-tam-keys-'));
  keys = await makeTokenKeys(['old', 'new']);
});
afterAll(() => rm(folder, { recursive: true }));
beforeEach(() => {
  jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate', 'setTimeout', 'queueMicrotask'] });
  at(0);
});
afterEach(() => jest.useRealTimers());

const publicKey = (name: 'old' | 'new') => ({ kty: 'OKP' as const, crv: 'Ed25519' as const, x: own(name).x });

describe('keys that are exchanged while a service runs', () => {
  it('sign from one moment on, and not before', async () => {
    await writeFile(file(), JSON.stringify(own('old')));
    const signing = new SigningKeys([own('old')], file());
    expect((await signing.current()).kid).toBe(kidOf(own('old')));
    const exchanged = [
      { ...own('old'), until: start + 80 },
      { ...own('new'), from: start + 10 },
    ];
    await writeFile(file(), JSON.stringify(exchanged));
    at(9);
    expect((await signing.current()).kid).toBe(kidOf(own('old')));
    expect(signing.list().map(kidOf)).toEqual([kidOf(own('old')), kidOf(own('new'))]);
    at(10);
    expect((await signing.current()).kid).toBe(kidOf(own('new')));
    expect(signing.list()).toHaveLength(2);
    at(80);
    expect(signing.list().map(kidOf)).toEqual([kidOf(own('new'))]);
  });

  it('are kept as they were while the file cannot be read or holds something else', async () => {
    await writeFile(file(), JSON.stringify(own('old')));
    const signing = new SigningKeys([own('old')], file());
    for (const [second, text] of [
      [2, '{"kty":'],
      [4, '{}'],
      [6, '[]'],
    ] as const) {
      await writeFile(file(), text);
      at(second);
      expect((await signing.current()).kid).toBe(kidOf(own('old')));
    }
    await rm(file());
    at(8);
    expect((await signing.current()).kid).toBe(kidOf(own('old')));
    await writeFile(file(), JSON.stringify(own('new')));
    at(10);
    expect((await signing.current()).kid).toBe(kidOf(own('new')));
  });

  it('are taken until the last token of the old one has expired, and a retired key opens nothing', async () => {
    await writeFile(file(), JSON.stringify({ gateway: publicKey('old') }));
    const trusted = await importTrustedKeys({ gateway: publicKey('old') }, file());
    const tokenOf = async (name: 'old' | 'new') => mintUserToken(actor, 'intake', await keys.signingKey(name));
    const verify = async (name: 'old' | 'new') => (await verifyUserToken(await tokenOf(name), 'intake', trusted)).actor;
    expect(await verify('old')).toEqual(actor);
    await expect(verify('new')).rejects.toBeInstanceOf(UnauthenticatedError);
    const both = { gateway: [{ ...publicKey('old'), until: start + 80 }, publicKey('new')] };
    await writeFile(file(), JSON.stringify(both));
    at(5);
    expect(await verify('old')).toEqual(actor);
    expect(await verify('new')).toEqual(actor);
    at(79);
    expect(await verify('old')).toEqual(actor);
    at(80);
    await expect(verify('old')).rejects.toBeInstanceOf(UnauthenticatedError);
    expect(await verify('new')).toEqual(actor);
  });

  it('are found by the name in the token alone: another name, none, or one made up opens nothing', async () => {
    const trusted = await importTrustedKeys({ gateway: publicKey('old'), intake: publicKey('new') });
    const { key } = await keys.signingKey('old');
    const named = (kid: string | undefined) =>
      new SignJWT({ actor })
        .setProtectedHeader({ alg: 'EdDSA', typ: 'user+jwt', ...(kid === undefined ? {} : { kid }) })
        .setIssuer('gateway')
        .setSubject(actor.accountId)
        .setAudience('intake')
        .setIssuedAt()
        .setExpirationTime('60s')
        .sign(key);
    expect((await verifyUserToken(await named(kidOf(own('old'))), 'intake', trusted)).actor).toEqual(actor);
    for (const kid of [kidOf(own('new')), undefined, '', 'constructor', '../old'])
      await expect(verifyUserToken(await named(kid), 'intake', trusted)).rejects.toBeInstanceOf(UnauthenticatedError);
  });
});
