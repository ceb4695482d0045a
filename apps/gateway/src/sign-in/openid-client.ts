import { Inject, Injectable } from '@nestjs/common';
import * as openid from 'openid-client';
import { z } from 'zod';
import { gatewaySettingsToken, publicOrigin, serviceUrl, type GatewaySettings } from '../settings.js';
import type { Proof } from '../sessions/index.js';
import type { SignInState } from './sign-in-state.repository.js';

const clientId = 'gateway';

/** What our own provider says beside the protocol's claims. `amr`: RFC 8176. */
const claimsSchema = z.object({
  session_uid: z.string().optional(),
  sign_in_version: z.number().int(),
  auth_time: z.number().int(),
  amr: z.array(z.string()),
});

export interface SignedIn extends Proof {
  readonly accountId: string;
  readonly providerSessionUid: string | null;
  readonly signInVersion: number;
}

/** The relying party. The issuer is the public address; token and key requests go to identity directly. */
@Injectable()
export class OpenIdClient {
  private readonly origin: string;

  constructor(@Inject(gatewaySettingsToken) private readonly settings: GatewaySettings) {
    this.origin = publicOrigin(settings);
  }

  /** Made anew for each request: it remembers the issuer's keys, which may have been exchanged since. */
  private configuration(): openid.Configuration {
    const issuer = `${this.origin}/oidc`;
    const secret = this.settings.AN_TAM_OIDC_CLIENT_SECRET;
    const configuration = new openid.Configuration(
      {
        issuer,
        authorization_endpoint: `${issuer}/auth`,
        token_endpoint: `${issuer}/token`,
        pushed_authorization_request_endpoint: `${issuer}/request`,
        jwks_uri: `${issuer}/jwks`,
        authorization_response_iss_parameter_supported: true,
        id_token_signing_alg_values_supported: ['EdDSA'],
        code_challenge_methods_supported: ['S256'],
      },
      clientId,
      { client_secret: secret, id_token_signed_response_alg: 'EdDSA' },
      openid.ClientSecretBasic(secret),
    );
    // The addresses are plain http on one machine; the ID token's signature is checked in any case.
    openid.allowInsecureRequests(configuration);
    openid.enableNonRepudiationChecks(configuration);
    configuration[openid.customFetch] = directFetch(this.origin, serviceUrl(this.settings, 'identity'));
    return configuration;
  }

  /**
   * A sign-in to begin, and the address that begins it: it names the request that was pushed and carries nothing of it.
   * Who one is is always asked anew.
   */
  async begin(returnTo: string): Promise<{ readonly signIn: SignInState; readonly url: URL }> {
    const codeVerifier = openid.randomPKCECodeVerifier();
    const signIn = { state: openid.randomState(), nonce: openid.randomNonce(), codeVerifier, returnTo };
    const url = await openid.buildAuthorizationUrlWithPAR(this.configuration(), {
      redirect_uri: `${this.origin}/auth/callback`,
      scope: 'openid',
      prompt: 'login',
      state: signIn.state,
      nonce: signIn.nonce,
      code_challenge: await openid.calculatePKCECodeChallenge(codeVerifier),
      code_challenge_method: 'S256',
    });
    return { signIn, url };
  }

  /**
   * Exchanges the code of a callback. Checks state, nonce, issuer, PKCE, audience, expiry and signature.
   * @param callback path and query of the callback. @throws when any check fails.
   */
  async complete(callback: string, signIn: SignInState): Promise<SignedIn> {
    const tokens = await openid.authorizationCodeGrant(this.configuration(), new URL(callback, this.origin), {
      pkceCodeVerifier: signIn.codeVerifier,
      expectedState: signIn.state,
      expectedNonce: signIn.nonce,
      idTokenExpected: true,
    });
    const claims = tokens.claims();
    if (!claims) throw new Error('unreachable: an ID token is expected');
    const proved = claimsSchema.parse(claims);
    return {
      accountId: claims.sub,
      providerSessionUid: proved.session_uid ?? null,
      signInVersion: proved.sign_in_version,
      provedAt: new Date(proved.auth_time * 1000),
      provedWith: proved.amr.includes('mfa') ? 'two_factors' : 'one_factor',
    };
  }
}

/** Sends requests for our own issuer straight to identity, saying which public address they are meant for. */
function directFetch(origin: string, identityUrl: string): openid.CustomFetch {
  const { host, protocol } = new URL(origin);
  return (url, options) => {
    const target = new URL(url);
    if (target.origin !== origin) throw new Error('The OpenID client calls its own issuer alone.');
    const headers = { ...options.headers, 'x-forwarded-host': host, 'x-forwarded-proto': protocol.replace(':', '') };
    return fetch(identityUrl + target.pathname + target.search, { ...(options as RequestInit), headers });
  };
}
