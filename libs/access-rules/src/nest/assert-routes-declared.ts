import { RequestMethod, type INestApplicationContext } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants.js';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
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

/** @throws UndeclaredRouteError naming every route without a permission. */
export function assertRoutesDeclared(app: INestApplicationContext): void {
  const undeclared = routesOf(app).filter((r) => !r.permission);
  if (undeclared.length > 0) {
    throw new UndeclaredRouteError(
      `Routes without a permission: ${undeclared.map((r) => `${r.method} ${r.path}`).join(', ')}`,
    );
  }
}
