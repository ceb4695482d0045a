import { exportJWK, generateKeyPair } from 'jose';
import { createServer, type Server } from 'node:http';
import { Provider } from 'oidc-provider';
import { freePort } from '../../apps/launcher/src/free-port.js';
import { startSignInStack } from '../support/sign-in-stack.js';

const secret = 'client-secret-of-another-issuer-000';
let stack: Awaited<ReturnType<typeof startSignInStack>>;
let server: Server;

/** What the other issuer says of whoever signs in there next. */
let said: { account: unknown; amr: string[] };

/** An issuer that knows nothing of us: its own subjects, keys of another kind, an account id in a claim of its own. */
async function startIssuer(gatewayUrl: string): Promise<string> {
  const url = `http://localhost:${await freePort()}`;
  const { privateKey } = await generateKeyPair('ES256', { extractable: true });
  const provider: Provider = new Provider(url, {
    jwks: { keys: [{ ...(await exportJWK(privateKey)), alg: 'ES256', use: 'sig' }] },
    clients: [
      {
        client_id: 'an-tam',
        client_secret: secret,
        redirect_uris: [`${gatewayUrl}/auth/callback`],
        id_token_signed_response_alg: 'ES256',
      },
    ],
    claims: { openid: ['sub', 'an_tam_account', 'amr', 'auth_time'] },
    conformIdTokenClaims: false,
    cookies: { keys: ['cookie-key-of-another-issuer'] },
    features: { devInteractions: { enabled: false }, pushedAuthorizationRequests: { enabled: false } },
    findAccount: (_ctx, sub) => ({
      accountId: sub,
      claims: () => Promise.resolve({ sub, an_tam_account: said.account }),
    }),
    interactions: { url: (_ctx, { uid }) => `/log-in/${uid}` },
    loadExistingGrant: async (ctx) => {
      const { client, session } = ctx.oidc;
      const grant = new provider.Grant({ clientId: client?.clientId, accountId: session?.accountId });
      grant.addOIDCScope('openid');
      await grant.save();
      return grant;
    },
  });
  const handle = provider.callback();
  server = createServer((request, response) => {
    if (!request.url?.startsWith('/log-in/')) return void handle(request, response);
    void provider.interactionFinished(request, response, { login: { accountId: 'person-17', amr: said.amr } });
  });
  await new Promise<void>((resolve) => server.listen(Number(new URL(url).port), resolve));
  return url;
}

/** From the first address to the gateway's callback, as a browser goes. @returns where the gateway sends it then */
async function signInElsewhere() {
  const person = stack.browser();
  let next = (await person.get('/auth/sign-in?returnTo=%2Fhome')).location;
  const begun = new URL(next);
  for (let hops = 0; hops < 6 && !next.startsWith(`${stack.url}/auth/callback`); hops += 1)
    next = new URL((await person.get(next)).location, begun.origin).href;
  const callback = await person.get(next);
  return { begun, location: callback.location, session: await person.readSession() };
}

beforeAll(async () => {
  stack = await startSignInStack({
    gateway: async (url) => ({
      AN_TAM_OIDC_ISSUER: await startIssuer(url),
      AN_TAM_OIDC_CLIENT_ID: 'an-tam',
      AN_TAM_OIDC_CLIENT_SECRET: secret,
      AN_TAM_OIDC_ACCOUNT_CLAIM: 'an_tam_account',
      AN_TAM_OIDC_ID_TOKEN_ALG: 'ES256',
    }),
  });
}, 120_000);

afterAll(async () => {
  await stack.stop();
  await new Promise((resolve) => server.close(resolve));
});

describe('an OpenID issuer of somebody else', () => {
  it('signs people in, and identity says what they may do', async () => {
    const centreId = await stack.addOrganisation('Trung tâm A', 'social_work_centre');
    const accountId = await stack.addAccount('dieu-phoi', 'khong-dung-den', { withApp: false });
    await stack.addMembership(accountId, centreId, ['case_manager']);
    said = { account: accountId, amr: ['pwd', 'otp', 'mfa'] };
    const { begun, location, session } = await signInElsewhere();
    expect(location).toBe('/home');
    expect(session).toMatchObject({ signedIn: true, accountId, roles: ['case_manager'] });
    expect(Object.fromEntries(begun.searchParams)).toMatchObject({ prompt: 'login', code_challenge_method: 'S256' });

    said = { account: accountId, amr: ['pwd'] };
    expect((await signInElsewhere()).session).toEqual({ signedIn: false });
  });

  it('opens nothing for somebody whom identity does not know, or when it names no account', async () => {
    const stranger = 'c0000000-0000-4000-8000-000000000001';
    for (const account of [stranger, 'person-17', undefined]) {
      said = { account, amr: ['mfa'] };
      const { location, session } = await signInElsewhere();
      expect([location, session]).toEqual(['/?sign-in=failed', { signedIn: false }]);
    }
  });
});
