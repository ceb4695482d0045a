import type { Actor } from '@an-tam/contracts';
import { ServiceTokenVerifier } from './service-tokens.js';
import type { TrustedKeys } from './trusted-keys.js';
import { UnauthenticatedError } from './unauthenticated.error.js';
import { verifyUserToken, type UserClaims } from './user-tokens.js';

interface TokenRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly rawBody?: Buffer;
}

function bearer(request: TokenRequest): string {
  const { authorization } = request.headers;
  if (typeof authorization !== 'string' || !authorization.startsWith('Bearer ')) throw new UnauthenticatedError();
  return authorization.slice('Bearer '.length);
}

/** Verified tokens that are kept at most; when there are more, the oldest are verified again. */
const mostKept = 10_000;

/** Authenticates requests to one service: people through the gateway's tokens, services through their own. */
export class RequestTokens {
  private readonly services: ServiceTokenVerifier;
  private readonly verified = new Map<string, UserClaims>();

  constructor(
    private readonly service: string,
    private readonly trusted: TrustedKeys,
  ) {
    this.services = new ServiceTokenVerifier(service, trusted);
  }

  /** A token is verified once and taken until it ends. Whoever lost a right gets no token with it any more. */
  async verifyUser(request: TokenRequest): Promise<Actor> {
    const token = bearer(request);
    const known = this.verified.get(token);
    if (known && known.expiresAt > Date.now() / 1000) return known.actor;
    this.verified.delete(token);
    const claims = await verifyUserToken(token, this.service, this.trusted);
    const [oldest] = this.verified.keys();
    if (oldest !== undefined && this.verified.size >= mostKept) this.verified.delete(oldest);
    this.verified.set(token, claims);
    return claims.actor;
  }

  verifyService(request: TokenRequest, callers: readonly string[]): Promise<string> {
    const idempotencyKey = request.headers['idempotency-key'];
    return this.services.verify(bearer(request), callers, {
      method: request.method,
      path: request.url,
      body: request.rawBody ?? '',
      idempotencyKey: typeof idempotencyKey === 'string' ? idempotencyKey : '',
    });
  }
}
