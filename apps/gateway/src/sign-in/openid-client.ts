import { Inject, Injectable } from '@nestjs/common';
import * as openid from 'openid-client';
import { z } from 'zod';
import { gatewaySettingsToken, publicOrigin, serviceUrl, type GatewaySettings } from '../settings.js';
import type { Proof } from '../sessions/index.js';
import type { SignInState } from './sign-in-state.repository.js';

const ownClientId = 'gateway';

/** What our own provider says beside the protocol's claims. `amr`: RFC 8176. */
const ownClaimsSchema = z.object({
  sub: z.uuid(),
  session_uid: z.string().optional(),
  sign_in_version: z.number().int(),
  auth_time: z.number().int(),
  amr: z.array(z.string()),
});

/** What any other issuer has to say. Without `mfa` among its `amr`, roles that need a second factor open nothing. */
const foreignClaimsSchema = z.object({ auth_time: z.number().int(), amr: z.array(z.string()).default([]) });

/** Another issuer's sign-in may be this old, in seconds: one that shows a remembered person is not believed. */
const longestAgo = 300;

export interface SignedIn extends Proof {
  readonly accountId: string;
  readonly providerSessionUid: string | null;
  /** Null: the issuer does not know it; the account's at this moment counts. */
  readonly signInVersion: number | null;
}

const strengthOf = (amr: readonly string[]) => (amr.includes('mfa') ? 'two_factors' : 'one_factor');

/**
 * The relying party. Our own issuer is the public address, and requests to it go to identity directly; another one is asked at its
 * own address, which it describes itself (OpenID Connect Discovery 1.0).
 */
@Injectable()
export class OpenIdClient {
  private readonly origin: string;

  constructor(@Inject(gatewaySettingsToken) private readonly settings: GatewaySettings) {
    this.origin = publicOrigin(settings);
  }

  /**
   * A sign-in to begin, and the address that begins it: where the issuer takes pushed requests, it names the request and
   * carries nothing of it. Who one is is always asked anew.
   */
  async begin(returnTo: string): Promise<{ readonly signIn: SignInState; readonly url: URL }> {
    const codeVerifier = openid.randomPKCECodeVerifier();
    const signIn = { state: openid.randomState(), nonce: openid.randomNonce(), codeVerifier, returnTo };
    const configuration = await this.configuration();
    const parameters = {
      redirect_uri: `${this.origin}/auth/callback`,
      scope: 'openid',
      prompt: 'login',
      ...(this.isForeign ? { max_age: String(longestAgo) } : {}),
      state: signIn.state,
      nonce: signIn.nonce,
      code_challenge: await openid.calculatePKCECodeChallenge(codeVerifier),
      code_challenge_method: 'S256',
    };
    const pushes = configuration.serverMetadata().pushed_authorization_request_endpoint !== undefined;
    const url = pushes
      ? await openid.buildAuthorizationUrlWithPAR(configuration, parameters)
      : openid.buildAuthorizationUrl(configuration, parameters);
    return { signIn, url };
  }

  /**
   * Exchanges the code of a callback. Checks state, nonce, issuer, PKCE, audience, expiry and signature.
   * @param callback path and query of the callback. @throws when any check fails.
   */
  async complete(callback: string, signIn: SignInState): Promise<SignedIn> {
    const tokens = await openid.authorizationCodeGrant(await this.configuration(), new URL(callback, this.origin), {
      pkceCodeVerifier: signIn.codeVerifier,
      expectedState: signIn.state,
      expectedNonce: signIn.nonce,
      idTokenExpected: true,
      ...(this.isForeign ? { maxAge: longestAgo } : {}),
    });
    const claims = tokens.claims();
    if (!claims) throw new Error('unreachable: an ID token is expected');
    return this.isForeign ? this.saidByAnother(claims) : saidByOurs(claims);
  }

  private get isForeign(): boolean {
    return this.settings.AN_TAM_OIDC_ISSUER !== undefined;
  }

  private saidByAnother(claims: Readonly<Record<string, unknown>>): SignedIn {
    const { auth_time, amr } = foreignClaimsSchema.parse(claims);
    return {
      accountId: z.uuid().parse(claims[this.settings.AN_TAM_OIDC_ACCOUNT_CLAIM]),
      providerSessionUid: null,
      signInVersion: null,
      provedAt: new Date(auth_time * 1000),
      provedWith: strengthOf(amr),
    };
  }

  /** Made anew for each request: it remembers the issuer's keys, which may have been exchanged since. */
  private async configuration(): Promise<openid.Configuration> {
    const { AN_TAM_OIDC_ISSUER: foreign, AN_TAM_OIDC_CLIENT_SECRET: secret } = this.settings;
    if (foreign === undefined) return this.ownConfiguration(secret);
    return openid.discovery(
      new URL(foreign),
      this.settings.AN_TAM_OIDC_CLIENT_ID,
      { client_secret: secret, id_token_signed_response_alg: this.settings.AN_TAM_OIDC_ID_TOKEN_ALG },
      openid.ClientSecretBasic(secret),
      {
        // Plain http is for an issuer on the same machine; production refuses to start with one.
        execute: [
          openid.enableNonRepudiationChecks,
          ...(foreign.startsWith('http:') ? [openid.allowInsecureRequests] : []),
        ],
      },
    );
  }

  private ownConfiguration(secret: string): openid.Configuration {
    const issuer = `${this.origin}/oidc`;
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
      ownClientId,
      { client_secret: secret, id_token_signed_response_alg: 'EdDSA' },
      openid.ClientSecretBasic(secret),
    );
    // The addresses are plain http on one machine; the ID token's signature is checked in any case.
    openid.allowInsecureRequests(configuration);
    openid.enableNonRepudiationChecks(configuration);
    configuration[openid.customFetch] = directFetch(this.origin, serviceUrl(this.settings, 'identity'));
    return configuration;
  }
}

function saidByOurs(claims: unknown): SignedIn {
  const { sub, session_uid, sign_in_version, auth_time, amr } = ownClaimsSchema.parse(claims);
  return {
    accountId: sub,
    providerSessionUid: session_uid ?? null,
    signInVersion: sign_in_version,
    provedAt: new Date(auth_time * 1000),
    provedWith: strengthOf(amr),
  };
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
