import { RequestMethod, type INestApplicationContext } from '@nestjs/common';
import {
  METHOD_METADATA,
  PATH_METADATA,
  RESPONSE_PASSTHROUGH_METADATA,
  ROUTE_ARGS_METADATA,
} from '@nestjs/common/constants.js';
import { RouteParamtypes } from '@nestjs/common/enums/route-paramtypes.enum.js';
import { CLASS_SERIALIZER_OPTIONS } from '@nestjs/common/serializer/class-serializer.constants.js';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import type { z } from 'zod';

/** What decorators say about one route. */
export interface DescribedHandler {
  readonly operationId: string;
  readonly handler: object;
  readonly method: string;
  readonly paths: readonly string[];
  /** Takes a whole subtree of addresses, which OpenAPI has no words for. */
  readonly wildcard: boolean;
  /** Schemas of path and query. */
  readonly parameters: readonly z.ZodType[];
  readonly validates: boolean;
  /** Writes to the reply by itself: status and body stand nowhere in the metadata. */
  readonly answersItself: boolean;
  readonly answer: z.ZodType | undefined;
}

interface RouteArgument {
  readonly schema?: z.ZodType;
}

export const operationIdOf = (controller: string, handler: string): string =>
  `${controller.replace(/Controller$/, '')}_${handler}`;

const pathsOf = (declared: object): string[] => {
  const paths = Reflect.getMetadata(PATH_METADATA, declared) as string | string[] | undefined;
  return [paths ?? ''].flat();
};

function argumentsOf(controller: object, name: string) {
  const metadata = (Reflect.getMetadata(ROUTE_ARGS_METADATA, controller, name) ?? {}) as Record<string, RouteArgument>;
  return Object.entries(metadata).map(([key, { schema }]) => ({ kind: Number(key.split(':')[0]), schema }));
}

function describe(controller: object & { name: string }, name: string, handler: object): DescribedHandler {
  const paths = pathsOf(controller).flatMap((base) =>
    pathsOf(handler).map((path) => `/${base}/${path}`.replace(/\/+/g, '/').replace(/(.)\/$/, '$1')),
  );
  const verb = Reflect.getMetadata(METHOD_METADATA, handler) as RequestMethod;
  const args = argumentsOf(controller, name);
  const takesReply = args.some(({ kind }) => kind === (RouteParamtypes.RESPONSE as number));
  const serialize = Reflect.getMetadata(CLASS_SERIALIZER_OPTIONS, handler) as { schema?: z.ZodType } | undefined;
  return {
    operationId: operationIdOf(controller.name, name),
    handler,
    method: RequestMethod[verb] ?? String(verb),
    paths,
    wildcard: paths.some((path) => path.includes('*')),
    parameters: args.flatMap(({ kind, schema }) =>
      schema && (kind === (RouteParamtypes.PARAM as number) || kind === (RouteParamtypes.QUERY as number))
        ? [schema]
        : [],
    ),
    validates: args.some(({ schema }) => schema !== undefined),
    answersItself: takesReply && Reflect.getMetadata(RESPONSE_PASSTHROUGH_METADATA, controller, name) !== true,
    answer: serialize?.schema,
  };
}

/** Every route of an application but those that tell its health. */
export function describedHandlers(app: INestApplicationContext): DescribedHandler[] {
  const scanner = new MetadataScanner();
  return app
    .get(DiscoveryService, { strict: false })
    .getControllers()
    .flatMap(({ metatype, instance }) => {
      if (!metatype || !instance) return [];
      const prototype = Object.getPrototypeOf(instance) as Record<string, object>;
      return scanner.getAllMethodNames(prototype).flatMap((name) => {
        const handler = prototype[name];
        return handler && Reflect.hasMetadata(METHOD_METADATA, handler) ? [describe(metatype, name, handler)] : [];
      });
    })
    .filter(({ paths }) => !paths.every((path) => path.startsWith('/health/')));
}
