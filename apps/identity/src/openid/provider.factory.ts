import { Provider, type Configuration, type KoaContextWithOIDC } from 'oidc-provider';
import { kidOf, type PrivateKeyJwk } from '@an-tam/http/tokens';
import { UnitOfWork } from '@an-tam/persistence';
import { AccountRepository } from '../accounts/index.js';
import { deriveKey } from '../derive-key.js';
import type { IdentitySettings } from '../settings.js';
import { renderOpenIdError } from './error-page.js';
import { OidcPayloadRepository } from './oidc-payload.repository.js';
import { PostgresAdapter } from './postgres-adapter.js';

/** The only client. */
export const gatewayClientId = 'gateway';

/** Lives in seconds. The gateway keeps its own session, so all of the provider's state is short. */
const lives = { pushed: 60, code: 30, token: 120, interaction: 15 * 60, session: 12 * 60 * 60 };

/** The gateway is the product itself: no consent page, a grant for `openid` and nothing else. */
async function grantForGateway(ctx: KoaContextWithOIDC) {
  const { client, session, provider } = ctx.oidc;
  const known = client && session?.grantIdFor(client.clientId);
  const existing = known ? await provider.Grant.find(known) : undefined;
  if (existing && existing.accountId === session?.accountId) return existing;
  const grant = new provider.Grant({ clientId: client?.clientId, accountId: session?.accountId });
  grant.addOIDCScope('openid');
  await grant.save();
  return grant;
}

/**
 * The OpenID provider: one confidential client, pushed authorization requests (RFC 9126), authorization code with PKCE
 * (S256), EdDSA, everything else off.
 * ID tokens are signed with identity's own key; while it is exchanged the others are published as well. It signs nothing else, since identity calls no service, and a token
 * of another kind would not pass for a service token: the kinds are told apart by their `typ`.
 */
export function createProvider(
  settings: IdentitySettings,
  keys: readonly PrivateKeyJwk[],
  payloads: OidcPayloadRepository,
  accounts: AccountRepository,
  unitOfWork: UnitOfWork,
): Provider {
  const publicUrl = settings.AN_TAM_PUBLIC_URL.replace(/\/$/, '');
  const secure = publicUrl.startsWith('https:');
  const cookie = { httpOnly: true, sameSite: 'lax', signed: true, secure, path: '/oidc' } as const;
  const off = { enabled: false } as const;
  const configuration: Configuration = {
    adapter: (model) => new PostgresAdapter(model, payloads),
    clients: [
      {
        client_id: gatewayClientId,
        client_secret: settings.AN_TAM_OIDC_CLIENT_SECRET,
        redirect_uris: [`${publicUrl}/auth/callback`],
        grant_types: ['authorization_code'],
        response_types: ['code'],
        scope: 'openid',
        token_endpoint_auth_method: 'client_secret_basic',
        id_token_signed_response_alg: 'EdDSA',
      },
    ],
    jwks: { keys: keys.map(({ kty, crv, x, d }) => ({ kty, crv, x, d, use: 'sig', alg: 'EdDSA', kid: kidOf({ x }) })) },
    enabledJWA: { idTokenSigningAlgValues: ['EdDSA'] },
    clientAuthMethods: ['client_secret_basic'],
    responseTypes: ['code'],
    scopes: ['openid'],
    subjectTypes: ['public'],
    pkce: { required: () => true },
    allowOmittingSingleRegisteredRedirectUri: false,
    claims: { openid: ['sub', 'session_uid', 'sign_in_version', 'amr', 'auth_time'], iss: null },
    conformIdTokenClaims: false,
    cookies: {
      keys: [deriveKey(settings.AN_TAM_OIDC_CLIENT_SECRET, 'provider-cookies').toString('base64url')],
      names: { session: 'an_tam_provider', interaction: 'an_tam_interaction', resume: 'an_tam_resume' },
      long: cookie,
      short: cookie,
    },
    features: {
      devInteractions: off,
      dPoP: off,
      // What is asked comes from the gateway directly: nothing of it passes through the browser.
      pushedAuthorizationRequests: { enabled: true, requirePushedAuthorizationRequests: true },
      resourceIndicators: off,
      rpInitiatedLogout: off,
      userinfo: off,
    },
    findAccount: async (_ctx, sub, token) => {
      const context = { actor: { system: 'grants' }, requestId: 'openid-account' };
      const account = await unitOfWork.run(context, (tx) => accounts.findAccount(tx, sub));
      if (!account || account.disabled) return undefined;
      const sessionUid = (token as { sessionUid?: string } | undefined)?.sessionUid;
      const claims = { sub, session_uid: sessionUid, sign_in_version: account.signInVersion };
      return { accountId: sub, claims: () => Promise.resolve(claims) };
    },
    interactions: { url: (_ctx, interaction) => `/sign-in/${interaction.uid}` },
    loadExistingGrant: grantForGateway,
    renderError: renderOpenIdError,
    ttl: {
      AccessToken: lives.token,
      AuthorizationCode: lives.code,
      IdToken: lives.token,
      Interaction: lives.interaction,
      PushedAuthorizationRequest: lives.pushed,
      Grant: lives.session,
      Session: lives.session,
    },
  };
  const provider = new Provider(`${publicUrl}/oidc`, configuration);
  // The gateway stands in front and says which host and protocol people see.
  provider.proxy = true;
  return provider;
}
