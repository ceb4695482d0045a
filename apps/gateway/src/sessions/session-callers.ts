import type { Actor } from '@an-tam/contracts';
import { RequestTokens, UnauthenticatedError, type TrustedKeys } from '@an-tam/http/tokens';
import type { FastifyRequest } from 'fastify';
import type { ResolveSessionService } from './resolve-session.service.js';
import type { SessionCookie } from './session-cookie.js';

/** Who asks the gateway itself: no token reaches it, so a route with a permission is decided by the session. */
export class SessionCallers extends RequestTokens {
  constructor(
    trusted: TrustedKeys,
    private readonly sessions: ResolveSessionService,
    private readonly cookie: SessionCookie,
  ) {
    super('gateway', trusted);
  }

  /** @throws UnauthenticatedError, ServiceAwayError */
  override async verifyUser(request: FastifyRequest): Promise<Actor> {
    const session = await this.sessions.execute(this.cookie.read(request, 'session'), request.id, true);
    if (!session) throw new UnauthenticatedError();
    return session.actor;
  }
}
