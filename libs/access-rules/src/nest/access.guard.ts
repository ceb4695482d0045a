import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { UserContext } from '@an-tam/contracts';
import { RequestTokens, UnauthenticatedError } from '@an-tam/http/tokens';
import { ForbiddenActionError, mayEver } from '../rules/index.js';
import { DenialLog } from './denial-log.js';
import { routePermissionKey, type AuthenticatedRequest, type RoutePermission } from './route-permission.js';

/** First hop of every request: authenticate, then the route's permission, denying what is undeclared. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly tokens: RequestTokens,
    private readonly denials: DenialLog,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<AuthenticatedRequest>();
    const permission = this.reflector.get<RoutePermission | undefined>(routePermissionKey, context.getHandler());
    switch (permission?.kind) {
      case 'public':
        return true;
      case 'service':
        request.callingService = await this.tokens.verifyService(request, permission.callers);
        return true;
      case 'signed-in':
        request.userContext = await this.authenticate(request);
        return true;
      case 'permit': {
        const caller = await this.authenticate(request);
        if (!mayEver(caller.actor, permission.action, permission.resource)) {
          await this.denials.record(caller, {
            action: permission.action,
            resource: permission.resource,
            reason: 'forbidden',
          });
          throw new ForbiddenActionError();
        }
        request.userContext = caller;
        return true;
      }
      default:
        throw new ForbiddenActionError();
    }
  }

  private async authenticate(request: AuthenticatedRequest): Promise<UserContext> {
    const actor = await this.tokens.verifyUser(request);
    if (actor.roles.length === 0) throw new UnauthenticatedError();
    return { actor, requestId: request.id };
  }
}
