import { Inject, Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { AuditLog } from '@an-tam/audit';
import { UnauthenticatedError } from '@an-tam/http/tokens';
import type { FastifyRequest } from 'fastify';
import { gatewaySettingsToken, publicOrigin, type GatewaySettings } from '../settings.js';
import { ResolveSessionService } from './resolve-session.service.js';
import { matchesCsrfToken, SessionCookie } from './session-cookie.js';
import { CrossSiteError } from './session.errors.js';

const readingMethods = ['GET', 'HEAD'];

/**
 * A changing request is let through only from a page of ours: browsers name the origin, and the page knows the token
 * that belongs to the session. Signing in has no session yet and is bound to its own cookie instead.
 */
@Injectable()
export class CrossSiteGuard implements CanActivate {
  private readonly origin: string;

  constructor(
    private readonly cookie: SessionCookie,
    private readonly auditLog: AuditLog,
    private readonly sessions: ResolveSessionService,
    @Inject(gatewaySettingsToken) settings: GatewaySettings,
  ) {
    this.origin = publicOrigin(settings);
  }

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    if (readingMethods.includes(request.method)) return true;
    const { origin, 'sec-fetch-site': site, 'x-csrf-token': token } = request.headers;
    const cookie = this.cookie.read(request, 'session');
    const foreign = (origin !== undefined && origin !== this.origin) || (site !== undefined && site !== 'same-origin');
    if (foreign) return this.refuse(request, cookie);
    const path = request.url.split('?')[0] ?? '';
    if (path.startsWith('/oidc/')) return true;
    if (cookie === undefined) {
      if (path === '/auth/sign-out') return true;
      throw new UnauthenticatedError();
    }
    return matchesCsrfToken(cookie, token) || this.refuse(request, cookie);
  }

  private async refuse(request: FastifyRequest, cookie: string | undefined): Promise<never> {
    if (cookie !== undefined) {
      // Where the session's officer reads it; who asked is not known to be the session's person.
      const session = await this.sessions.execute(cookie, request.id, false);
      const { accountId, organisationId } = session?.actor ?? {};
      const denial = { action: 'update', resource: 'Session', recordId: accountId, reason: 'cross_site' };
      await this.auditLog.record({ actor: { system: 'gateway', organisationId }, requestId: request.id }, denial);
    }
    throw new CrossSiteError();
  }
}
