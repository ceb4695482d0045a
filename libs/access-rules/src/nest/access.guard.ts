import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { UserContext } from '@an-tam/contracts';
import { RequestTokens, UnauthenticatedError } from '@an-tam/http/tokens';
import { ForbiddenActionError, mayEver, StepUpRequiredError } from '../rules/index.js';
import { DenialLog, type Denial } from './denial-log.js';
import { routePermissionKey, stepUpKey, type AuthenticatedRequest, type RoutePermission } from './route-permission.js';

/** How fresh a proof `@StepUp` asks for. */
const stepUpMinutes = 10;

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
        await this.requireFreshProof(context, request.userContext, { action: 'update' });
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
        await this.requireFreshProof(context, caller, permission);
        request.userContext = caller;
        return true;
      }
      default:
        throw new ForbiddenActionError();
    }
  }

  private async requireFreshProof(
    context: ExecutionContext,
    caller: UserContext,
    { action, resource }: Pick<Denial, 'action' | 'resource'>,
  ): Promise<void> {
    if (!this.reflector.get<boolean | undefined>(stepUpKey, context.getHandler())) return;
    const age = Date.now() / 1000 - (caller.actor.provedAt ?? 0);
    if (age <= stepUpMinutes * 60) return;
    await this.denials.record(caller, { action, resource, reason: 'proof_too_old' });
    throw new StepUpRequiredError();
  }

  private async authenticate(request: AuthenticatedRequest): Promise<UserContext> {
    const actor = await this.tokens.verifyUser(request);
    if (actor.roles.length === 0) throw new UnauthenticatedError();
    return { actor, requestId: request.id };
  }
}
