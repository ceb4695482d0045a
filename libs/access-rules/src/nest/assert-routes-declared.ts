import { RequestMethod, type INestApplicationContext } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants.js';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import { assertRulesKnown, ruleTable, UnknownRuleError } from '../rules/index.js';
import { routePermissionKey, type RoutePermission } from './route-permission.js';

export interface DeclaredRoute {
  readonly controller: string;
  readonly handler: string;
  readonly method: string;
  readonly path: string;
  readonly permission: RoutePermission | undefined;
}

const firstOf = (value: unknown): string => String(Array.isArray(value) ? value[0] : (value ?? ''));

/** Every route of a service with its declared permission. */
export function routesOf(app: INestApplicationContext): DeclaredRoute[] {
  const scanner = new MetadataScanner();
  return app
    .get(DiscoveryService, { strict: false })
    .getControllers()
    .flatMap(({ metatype, instance }) => {
      if (!metatype || !instance) return [];
      const prototype = Object.getPrototypeOf(instance) as Record<string, object>;
      const base = firstOf(Reflect.getMetadata(PATH_METADATA, metatype));
      return scanner
        .getAllMethodNames(prototype)
        .filter((name) => Reflect.hasMetadata(METHOD_METADATA, prototype[name] ?? {}))
        .map((name): DeclaredRoute => {
          const handler = prototype[name] ?? {};
          const verb = Reflect.getMetadata(METHOD_METADATA, handler) as RequestMethod;
          const path = ['', base, firstOf(Reflect.getMetadata(PATH_METADATA, handler))]
            .join('/')
            .replace(/\/+/g, '/')
            .replace(/(.)\/$/, '$1');
          return {
            controller: metatype.name,
            handler: name,
            method: RequestMethod[verb] ?? String(verb),
            path,
            permission: Reflect.getMetadata(routePermissionKey, handler) as RoutePermission | undefined,
          };
        });
    });
}

/** A route declares no permission: the service must not start. */
export class UndeclaredRouteError extends Error {
  override readonly name = 'UndeclaredRouteError';
}

/**
 * For start-up: every route declares a permission, and some rule of a table that is understood gives it to somebody.
 * @throws UndeclaredRouteError naming every route without a permission; UnknownRuleError
 */
export function assertRoutesDeclared(app: INestApplicationContext): void {
  assertRulesKnown();
  const routes = routesOf(app);
  const undeclared = routes.filter((r) => !r.permission);
  if (undeclared.length > 0) {
    throw new UndeclaredRouteError(
      `Routes without a permission: ${undeclared.map((r) => `${r.method} ${r.path}`).join(', ')}`,
    );
  }
  for (const { method, path, permission } of routes) {
    if (permission?.kind !== 'permit') continue;
    const { action, resource } = permission;
    if (!ruleTable.some((rule) => rule.resource === resource && rule.actions.includes(action)))
      throw new UnknownRuleError(`No rule lets anybody ${action} ${resource}, as ${method} ${path} asks.`);
  }
}
