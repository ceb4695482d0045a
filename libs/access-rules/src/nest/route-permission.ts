import { createParamDecorator, SetMetadata, type ExecutionContext } from '@nestjs/common';
import type { UserContext } from '@an-tam/contracts';
import type { Action, Resource } from '../rules/index.js';

/** How a route may be reached. A route without one is refused, and the service refuses to start. */
export type RoutePermission =
  | { readonly kind: 'permit'; readonly action: Action; readonly resource: Resource }
  | { readonly kind: 'signed-in' }
  | { readonly kind: 'service'; readonly callers: readonly string[] }
  | { readonly kind: 'public'; readonly reason: string };

export const routePermissionKey = 'an-tam:route-permission';

/** A person with a role that has the action on the resource. */
export const Permit = (action: Action, resource: Resource) =>
  SetMetadata(routePermissionKey, { kind: 'permit', action, resource } satisfies RoutePermission);

/** Any signed-in person, whatever the role: only for what concerns the caller alone. */
export const PermitSignedIn = () => SetMetadata(routePermissionKey, { kind: 'signed-in' } satisfies RoutePermission);

/** One of the named services, with a token bound to this very request. */
export const PermitService = (...callers: string[]) =>
  SetMetadata(routePermissionKey, { kind: 'service', callers } satisfies RoutePermission);

/** Anybody. The reason stands in the generated route list. */
export const PublicRoute = (reason: string) =>
  SetMetadata(routePermissionKey, { kind: 'public', reason } satisfies RoutePermission);

export const stepUpKey = 'an-tam:step-up';

/**
 * Beside the route's permission: the person has proved who they are within the last ten minutes, or the route answers 403 with
 * `STEP_UP_REQUIRED`. For what a session left open must not do: break-glass, exports, keys, credentials, memberships.
 */
export const StepUp = () => SetMetadata(stepUpKey, true);

/** The request as the access guard left it. */
export interface AuthenticatedRequest {
  readonly id: string;
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly rawBody?: Buffer;
  userContext?: UserContext;
  callingService?: string;
}

/** Hands a controller the caller that the guard verified. */
export const Caller = createParamDecorator((_data: unknown, context: ExecutionContext): UserContext => {
  const { userContext } = context.switchToHttp().getRequest<AuthenticatedRequest>();
  if (!userContext) throw new Error('This route has no signed-in caller: declare @Permit on it.');
  return userContext;
});
