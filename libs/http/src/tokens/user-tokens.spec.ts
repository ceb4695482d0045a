import type { Actor } from '@an-tam/contracts';
import { createHmac, randomUUID } from 'node:crypto';
import { exportSPKI, SignJWT } from 'jose';
import { makeTokenKeys } from '../../../../test/support/token-keys.js';
import { RequestTokens } from './request-tokens.js';
import { UnauthenticatedError } from './unauthenticated.error.js';
import { mintUserToken, verifyUserToken } from './user-tokens.js';

const actor: Actor = {
  accountId: randomUUID(),
  organisationId: randomUUID(),
  organisationName: 'Trung tâm A',
  organisationKind: 'social_work_centre',
  provinceCode: '33',
  roles: ['case_manager'],
  displayName: 'Điều phối viên',
  grantsVersion: 3,
};

const encoded = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
const claims = (changes: object = {}) => {
  const now = Math.floor(Date.now() / 1000);
  return { actor, iss: 'gateway', sub: actor.accountId, aud: 'intake', iat: now, exp: now + 60, ...changes };
};

describe('a user token', () => {
  let keys: Awaited<ReturnType<typeof makeTokenKeys>>;
  beforeAll(async () => {
    keys = await makeTokenKeys(['gateway', 'intake']);
  });

  const signed = async (payload: object, header: object = {}, signer = 'gateway') =>
    new SignJWT({ ...payload })
      .setProtectedHeader({ alg: 'EdDSA', typ: 'user+jwt', kid: (await keys.signingKey(signer)).kid, ...header })
      .sign((await keys.signingKey(signer)).key);
  const verify = async (token: string) => (await verifyUserToken(token, 'intake', keys.trusted)).actor;
  const refused = (token: string) => expect(verify(token)).rejects.toBeInstanceOf(UnauthenticatedError);

  it('says who calls', async () => {
    expect(await verify(await mintUserToken(actor, 'intake', await keys.signingKey('gateway')))).toEqual(actor);
    expect(await verify(await signed(claims()))).toEqual(actor);
  });

  it('is taken again until it ends, and by no other service', async () => {
    const end = new Date(Date.now() + 61_000);
    const authorization = `Bearer ${await signed(claims({ exp: Math.floor(Date.now() / 1000) + 3600 }))}`;
    const tokens = new RequestTokens('intake', keys.trusted);
    const request = { method: 'GET', url: '/', headers: { authorization } };
    for (let time = 0; time < 2; time++) expect(await tokens.verifyUser(request)).toEqual(actor);
    await expect(new RequestTokens('referral', keys.trusted).verifyUser(request)).rejects.toThrow(UnauthenticatedError);
    jest.useFakeTimers({ now: end, doNotFake: ['nextTick', 'queueMicrotask', 'setImmediate', 'setTimeout'] });
    try {
      await expect(tokens.verifyUser(request)).rejects.toThrow(UnauthenticatedError);
    } finally {
      jest.useRealTimers();
    }
  });

  it('is refused without a signature', async () => {
    await refused(`${encoded({ alg: 'none', typ: 'user+jwt' })}.${encoded(claims())}.`);
  });

  it('is refused when the public key was used as a secret', async () => {
    const key = await keys.trusted.find('gateway', (await keys.signingKey('gateway')).kid);
    if (!key) throw new Error('unreachable: the key was made');
    const head = `${encoded({ alg: 'HS256', typ: 'user+jwt' })}.${encoded(claims())}`;
    for (const secret of [await exportSPKI(key), keys.publicKeys['gateway']?.x ?? ''])
      await refused(`${head}.${createHmac('sha256', secret).update(head).digest('base64url')}`);
  });

  it('is refused when it is another service’s, another issuer’s, or another kind of token', async () => {
    await refused(await signed(claims({ aud: 'referral' })));
    await refused(await signed(claims({ iss: 'intake' })));
    await refused(await signed(claims(), {}, 'intake'));
    await refused(await signed(claims({ iss: 'intake' }), {}, 'intake'));
    await refused(await signed(claims(), { typ: 'service+jwt' }));
  });

  it('is refused when it is too old, lives too long or has no end', async () => {
    const now = Math.floor(Date.now() / 1000);
    await refused(await signed(claims({ iat: now - 120, exp: now - 60 })));
    await refused(await signed(claims({ iat: now - 120, exp: now + 3600 })));
    await refused(await signed(claims({ exp: undefined })));
    await refused(await signed(claims({ iat: undefined })));
  });

  it('is refused when it was changed', async () => {
    const [head, , signature] = (await signed(claims())).split('.');
    const raised = claims({ actor: { ...actor, roles: ['supervisor'] } });
    await refused(`${head}.${encoded(raised)}.${signature}`);
  });

  it('is refused when it speaks for two accounts or names an unknown role', async () => {
    await refused(await signed(claims({ sub: randomUUID() })));
    await refused(await signed(claims({ actor: { ...actor, roles: ['root'] } })));
    await refused(await signed(claims({ actor: { ...actor, roles: [] } })));
  });

  it.each(['', 'x', 'a.b.c', '..'])('is refused when it is no token: "%s"', async (text) => refused(text));
});
