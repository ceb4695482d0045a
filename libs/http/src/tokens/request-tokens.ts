import type { Actor } from '@an-tam/contracts';
import { ServiceTokenVerifier } from './service-tokens.js';
import type { TrustedKeys } from './trusted-keys.js';
import { UnauthenticatedError } from './unauthenticated.error.js';
import { verifyUserToken } from './user-tokens.js';

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

/** Authenticates requests to one service: people through the gateway's tokens, services through their own. */
export class RequestTokens {
  private readonly services: ServiceTokenVerifier;

  constructor(
    private readonly service: string,
    private readonly trusted: TrustedKeys,
  ) {
    this.services = new ServiceTokenVerifier(service, trusted);
  }

  verifyUser(request: TokenRequest): Promise<Actor> {
    return verifyUserToken(bearer(request), this.service, this.trusted);
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
