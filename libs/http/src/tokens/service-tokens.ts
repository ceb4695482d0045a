import { createHash, randomUUID, timingSafeEqual } from 'node:crypto';
import { decodeJwt, decodeProtectedHeader, jwtVerify, SignJWT } from 'jose';
import { z } from 'zod';
import { UnauthenticatedError } from './unauthenticated.error.js';
import { tokenAlgorithm, tokenLifetimeSeconds, type SigningKey, type TrustedKeys } from './trusted-keys.js';

const typ = 'service+jwt';

/** The one request a service token is good for. `path` includes the query; `body` is the bytes sent. */
export interface BoundRequest {
  readonly method: string;
  readonly path: string;
  readonly body: string | Buffer;
  readonly idempotencyKey: string;
}

const claimsSchema = z.object({
  iss: z.string(),
  jti: z.string(),
  exp: z.number(),
  method: z.string(),
  path: z.string(),
  digest: z.string(),
  key: z.string(),
});

const digestOf = (body: string | Buffer) => createHash('sha256').update(body).digest('base64url');

const same = (a: string, b: string) => a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));

/** Signs a token with which one service makes one request to another. */
export async function signServiceToken(
  service: string,
  audience: string,
  request: BoundRequest,
  { key, kid }: SigningKey,
): Promise<string> {
  return new SignJWT({
    method: request.method,
    path: request.path,
    digest: digestOf(request.body),
    key: request.idempotencyKey,
  })
    .setProtectedHeader({ alg: tokenAlgorithm, typ, kid })
    .setIssuer(service)
    .setAudience(audience)
    .setIssuedAt()
    .setJti(randomUUID())
    .setExpirationTime(`${tokenLifetimeSeconds}s`)
    .sign(key);
}

/**
 * Verifies service tokens for one audience and refuses a second use of the same token. The memory of used
 * tokens is per process; across processes a replay is harmless, since a token is bound to its request's
 * idempotency key and the receiver's inbox gives each key exactly one effect.
 */
export class ServiceTokenVerifier {
  private readonly used = new Map<string, number>();

  constructor(
    private readonly audience: string,
    private readonly trusted: TrustedKeys,
  ) {}

  /** @returns the calling service's name. @throws UnauthenticatedError */
  async verify(token: string, callers: readonly string[], request: BoundRequest): Promise<string> {
    try {
      const issuer = decodeJwt(token).iss ?? '';
      const key = await this.trusted.find(issuer, decodeProtectedHeader(token).kid);
      if (!key || !callers.includes(issuer)) throw new UnauthenticatedError();
      const { payload } = await jwtVerify(token, key, {
        algorithms: [tokenAlgorithm],
        issuer,
        audience: this.audience,
        typ,
        maxTokenAge: `${tokenLifetimeSeconds}s`,
      });
      const claims = claimsSchema.parse(payload);
      const bound =
        claims.method === request.method &&
        claims.path === request.path &&
        claims.key === request.idempotencyKey &&
        same(claims.digest, digestOf(request.body));
      if (!bound) throw new UnauthenticatedError();
      this.useOnce(claims.jti, claims.exp);
      return issuer;
    } catch {
      throw new UnauthenticatedError();
    }
  }

  private useOnce(jti: string, expiresAt: number): void {
    const now = Date.now() / 1000;
    for (const [seen, until] of this.used) {
      if (until > now) break; // in order of arrival, so the rest is younger
      this.used.delete(seen);
    }
    if (this.used.has(jti)) throw new UnauthenticatedError();
    this.used.set(jti, expiresAt + 1);
  }
}
