import { actorSchema, type Actor } from '@an-tam/contracts';
import { decodeProtectedHeader, jwtVerify, SignJWT } from 'jose';
import { UnauthenticatedError } from './unauthenticated.error.js';
import { tokenAlgorithm, tokenLifetimeSeconds, type SigningKey, type TrustedKeys } from './trusted-keys.js';

const issuer = 'gateway';
const typ = 'user+jwt';

/** Mints the token with which the gateway forwards one person's request to one service. Lives 60 s at most. */
export async function mintUserToken(actor: Actor, audience: string, { key, kid }: SigningKey): Promise<string> {
  return new SignJWT({ actor })
    .setProtectedHeader({ alg: tokenAlgorithm, typ, kid })
    .setIssuer(issuer)
    .setSubject(actor.accountId)
    .setAudience(audience)
    .setIssuedAt()
    .setExpirationTime(`${tokenLifetimeSeconds}s`)
    .sign(key);
}

/** What a token says, and the second since 1970 at which it ends. */
export interface UserClaims {
  readonly actor: Actor;
  readonly expiresAt: number;
}

/** @throws UnauthenticatedError for any token that is not the gateway's, not for this service, or too old. */
export async function verifyUserToken(token: string, audience: string, trusted: TrustedKeys): Promise<UserClaims> {
  try {
    const key = await trusted.find(issuer, decodeProtectedHeader(token).kid);
    if (!key) throw new UnauthenticatedError();
    const { payload } = await jwtVerify(token, key, {
      algorithms: [tokenAlgorithm],
      issuer,
      audience,
      typ,
      maxTokenAge: `${tokenLifetimeSeconds}s`,
      requiredClaims: ['exp', 'sub'],
    });
    const actor = actorSchema.parse(payload['actor']);
    if (actor.accountId !== payload.sub) throw new UnauthenticatedError();
    return { actor, expiresAt: Math.min(payload.exp ?? 0, (payload.iat ?? 0) + tokenLifetimeSeconds) };
  } catch {
    throw new UnauthenticatedError();
  }
}
