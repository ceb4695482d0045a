import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { z } from 'zod';
import { describedHandlers, operationIdOf, type DescribedHandler } from './described-handlers.js';
import { answersOf, problemComponents, type StatedPermission } from './route-answers.js';
import { convertSchema } from './schema-components.js';

export interface OpenApiOptions {
  readonly title: string;
  readonly description: string;
  /** How the route of a handler may be reached. */
  readonly permissionOf: (handler: object) => StatedPermission | undefined;
}

type PathItem = OpenAPIObject['paths'][string];
type Operation = NonNullable<PathItem['get']>;
type Schemas = NonNullable<NonNullable<OpenAPIObject['components']>['schemas']>;

const methods = ['get', 'post', 'put', 'patch', 'delete'] as const;

const byName = <T>(members: Record<string, T>): Record<string, T> =>
  Object.fromEntries(Object.entries(members).sort(([a], [b]) => (a < b ? -1 : 1)));

const schemes = {
  userToken: 'The token that the gateway mints for one request of a signed-in person.',
  serviceToken:
    'The token of a calling service, good for one request: bound to its method, path, body and `idempotency-key` header.',
};

const securityOf: Readonly<Record<StatedPermission['kind'], Operation['security']>> = {
  permit: [{ userToken: [] }],
  'signed-in': [{ userToken: [] }],
  service: [{ serviceToken: [] }],
  public: [],
};

/** Members of the path whose values the handler takes from the request by itself. */
function undeclaredMembers(path: string, operation: Operation): Operation['parameters'] {
  const declared = new Set((operation.parameters ?? []).map((one) => ('name' in one ? one.name : '')));
  return [...path.matchAll(/\{(\w+)\}/g)].flatMap(([, name = '']) =>
    declared.has(name) ? [] : [{ name, in: 'path', required: true, schema: { type: 'string' } }],
  );
}

function baseDocument(app: INestApplication, options: OpenApiOptions, handlers: readonly DescribedHandler[]) {
  const parameters = new Set(handlers.flatMap((handler) => handler.parameters));
  const builder = new DocumentBuilder()
    .setTitle(options.title)
    .setDescription(options.description)
    .setVersion('1')
    .setOpenAPIVersion('3.1.0');
  for (const [name, description] of Object.entries(schemes))
    builder.addBearerAuth({ type: 'http', scheme: 'bearer', bearerFormat: 'JWT', description }, name);
  return SwaggerModule.createDocument(app, builder.build(), {
    operationIdFactory: operationIdOf,
    standardSchemaConverter: (schema, { schemaType }) =>
      schema instanceof z.ZodType ? convertSchema(schema, schemaType, parameters.has(schema)) : undefined,
  });
}

/**
 * The OpenAPI 3.1 document of a wired service: requests and answers from the schemas that validate and whitelist them,
 * problem documents, and the permission that each route declares (`x-permission`). Routes that take a whole subtree
 * are listed in `x-wildcard-routes`; health is left out. The same code gives the same document.
 * @throws Error naming a route that has no permission or that could not be described
 */
export function openApiDocument(app: INestApplication, options: OpenApiOptions): OpenAPIObject {
  const handlers = describedHandlers(app);
  const permissionOf = (handler: DescribedHandler): StatedPermission => {
    const permission = options.permissionOf(handler.handler);
    if (!permission) throw new Error(`${handler.operationId} declares no permission.`);
    return permission;
  };
  const wildcards = handlers.filter(({ wildcard }) => wildcard);
  const waiting = new Map(handlers.filter(({ wildcard }) => !wildcard).map((one) => [one.operationId, one]));
  const base = baseDocument(app, options, handlers);
  const schemas: Record<string, unknown> = { ...base.components?.schemas, ...problemComponents.schemas };

  function describe(path: string, operation: Operation): Operation | undefined {
    const handler = waiting.get(operation.operationId ?? '');
    if (!handler) return undefined;
    waiting.delete(handler.operationId);
    const permission = permissionOf(handler);
    const [status = '200'] = Object.keys(operation.responses);
    const { responses, components } = answersOf(handler, permission, status);
    Object.assign(schemas, components);
    return {
      ...operation,
      parameters: [...(operation.parameters ?? []), ...(undeclaredMembers(path, operation) ?? [])],
      security: securityOf[permission.kind],
      responses,
      ...{ 'x-permission': permission },
    };
  }

  const paths: Record<string, PathItem> = {};
  for (const [path, item] of Object.entries(base.paths)) {
    const described = methods.flatMap((method) => {
      const operation = item[method] && describe(path, item[method]);
      return operation ? [[method, operation] as const] : [];
    });
    if (described.length > 0) paths[path] = Object.fromEntries(described);
  }
  if (waiting.size > 0) throw new Error(`Routes left undescribed: ${[...waiting.keys()].join(', ')}`);

  const routes = wildcards.map((one) => ({
    method: one.method,
    paths: one.paths,
    'x-permission': permissionOf(one),
  }));
  const { openapi, info } = base;
  return {
    openapi,
    info: { title: info.title, description: info.description, version: info.version },
    paths: byName(paths),
    components: {
      ...base.components,
      schemas: byName(schemas) as Schemas,
      responses: problemComponents.responses,
    },
    ...(routes.length > 0 && { 'x-wildcard-routes': routes }),
  };
}
