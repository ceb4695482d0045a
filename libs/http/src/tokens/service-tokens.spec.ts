import { randomUUID } from 'node:crypto';
import { SignJWT } from 'jose';
import { makeTokenKeys } from '../../../../test/support/token-keys.js';
import { ServiceTokenVerifier, signServiceToken, type BoundRequest } from './service-tokens.js';
import { UnauthenticatedError } from './unauthenticated.error.js';

const request: BoundRequest = {
  method: 'POST',
  path: '/internal/messages?x=1',
  body: '{"topic":"referral"}',
  idempotencyKey: randomUUID(),
};

describe('a service token', () => {
  let keys: Awaited<ReturnType<typeof makeTokenKeys>>;
  let verifier: ServiceTokenVerifier;
  beforeAll(async () => {
    keys = await makeTokenKeys(['intake', 'referral', 'stranger']);
  });
  beforeEach(() => {
    verifier = new ServiceTokenVerifier('referral', keys.trusted);
  });

  const token = async (service = 'intake', audience = 'referral', bound = request) =>
    signServiceToken(service, audience, bound, await keys.signingKey(service));
  const refused = (given: string, bound = request, callers = ['intake']) =>
    expect(verifier.verify(given, callers, bound)).rejects.toBeInstanceOf(UnauthenticatedError);

  it('names the caller, once', async () => {
    const given = await token();
    expect(await verifier.verify(given, ['intake'], request)).toBe('intake');
    await refused(given);
    expect(await verifier.verify(await token(), ['intake'], request)).toBe('intake');
  });

  it.each([
    ['method', { method: 'DELETE' }],
    ['path', { path: '/internal/messages?x=2' }],
    ['body', { body: '{"topic":"Referral"}' }],
    ['idempotency key', { idempotencyKey: randomUUID() }],
  ])('is good for one %s only', async (_part, change) => {
    const given = await token();
    await refused(given, { ...request, ...change });
    expect(await verifier.verify(given, ['intake'], request)).toBe('intake');
  });

  it('is refused from a caller the route does not name, and for another audience', async () => {
    await refused(await token('stranger'));
    await refused(await token(), request, ['stranger']);
    await refused(await token('intake', 'reporting'));
  });

  it('is refused when it is unsigned, signed by another, expired, or of another kind', async () => {
    const now = Math.floor(Date.now() / 1000);
    const parts = (await token()).split('.');
    const none = Buffer.from('{"alg":"none","typ":"service+jwt"}').toString('base64url');
    await refused(`${none}.${parts[1]}.`);
    const claims = JSON.parse(Buffer.from(parts[1] ?? '', 'base64url').toString()) as Record<string, unknown>;
    const signed = async (changes: object, signer = 'intake', typ = 'service+jwt') =>
      new SignJWT({ ...claims, jti: randomUUID(), ...changes })
        .setProtectedHeader({ alg: 'EdDSA', typ, kid: (await keys.signingKey(signer)).kid })
        .sign((await keys.signingKey(signer)).key);
    expect(await verifier.verify(await signed({}), ['intake'], request)).toBe('intake');
    await refused(await signed({}, 'stranger'));
    await refused(await signed({ iat: now - 120, exp: now - 60 }));
    await refused(await signed({ iat: now - 120, exp: now + 3600 }));
    await refused(await signed({ exp: undefined }));
    await refused(await signed({ jti: undefined }));
    await refused(await signed({}, 'intake', 'user+jwt'));
  });
});
