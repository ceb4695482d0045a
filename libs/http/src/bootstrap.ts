import {
  Logger as NestLogger,
  StandardSchemaSerializerInterceptor,
  StandardSchemaValidationPipe,
  type INestApplication,
  type Type,
  type DynamicModule,
} from '@nestjs/common';
import { NestFactory, Reflector } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { fieldErrors, type Bilingual } from '@an-tam/contracts';
import { randomUUID } from 'node:crypto';
import { Logger } from 'nestjs-pino';
import { collectDefaultMetrics } from 'prom-client';
import { InvalidInputError, ProblemFilter } from './problem.filter.js';

export interface ServiceOptions {
  readonly name: string;
  readonly module: Type | DynamicModule;
  readonly host: string;
  readonly port: number;
  /** Texts of the service's own error codes. */
  readonly problemTexts?: Readonly<Record<string, Bilingual>>;
  /** Runs after the application is wired and before it listens; throws to refuse the start. */
  readonly beforeListen?: (app: NestFastifyApplication) => void | Promise<void>;
  /** Largest request body in bytes. */
  readonly bodyLimit?: number;
  /** Whose `X-Forwarded-For` is believed: addresses, networks or `loopback`, comma separated. */
  readonly trustedProxies?: string;
  /** True for the public door: a request id from outside is not taken over. */
  readonly facesPublic?: boolean;
}

/** Applies what every service shares: validation, response whitelisting, problem documents. */
export function configureService(app: INestApplication, problemTexts?: Readonly<Record<string, Bilingual>>): void {
  app.useGlobalPipes(
    new StandardSchemaValidationPipe({
      exceptionFactory: (issues) => new InvalidInputError(fieldErrors(issues)),
    }),
  );
  app.useGlobalInterceptors(new StandardSchemaSerializerInterceptor(app.get(Reflector)));
  app.useGlobalFilters(new ProblemFilter(problemTexts));
}

/** The Fastify adapter all services use: named proxies only, request ids from the gateway, no body in logs. */
export function serviceAdapter(
  options: Pick<ServiceOptions, 'bodyLimit' | 'trustedProxies' | 'facesPublic'> = {},
): FastifyAdapter {
  return new FastifyAdapter({
    bodyLimit: options.bodyLimit ?? 1_048_576,
    trustProxy: options.trustedProxies ?? 'loopback',
    genReqId: (request: { headers: Record<string, string | string[] | undefined> }) => {
      const given = options.facesPublic ? undefined : request.headers['x-request-id'];
      return typeof given === 'string' && /^[\w-]{8,64}$/.test(given) ? given : randomUUID();
    },
    routerOptions: { maxParamLength: 200 },
  });
}

/** Wires a service without listening; tests use it with port 0. */
export async function createService(options: ServiceOptions): Promise<NestFastifyApplication> {
  const app = await NestFactory.create<NestFastifyApplication>(options.module, serviceAdapter(options), {
    rawBody: true,
    bufferLogs: true,
    // Until the application is wired, nothing is printed: a start that fails says so in one line of its own.
    autoFlushLogs: false,
    abortOnError: false,
  });
  // A route that takes more than the others says so itself: `@RouteConfig({ bodyLimit })`, in bytes.
  app
    .getHttpAdapter()
    .getInstance()
    .addHook('onRoute', (route) => {
      const { bodyLimit } = (route.config ?? {}) as { readonly bodyLimit?: number };
      if (bodyLimit !== undefined) route.bodyLimit = bodyLimit;
    });
  app.useLogger(app.get(Logger));
  app.flushLogs();
  configureService(app, options.problemTexts);
  app.enableShutdownHooks();
  await options.beforeListen?.(app);
  return app;
}

const unreachable = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'ETIMEDOUT', 'EHOSTUNREACH']);

/** Why a service did not start, in one line. */
function startFailure(error: unknown, port: number): string {
  const code = (error as { code?: string } | null)?.code ?? '';
  if (code === 'EADDRINUSE') return `port ${port} is already in use; free it or choose another`;
  if (unreachable.has(code)) return `the database does not answer (${code}); start it or check its address`;
  return error instanceof Error ? error.message || error.name : String(error);
}

/**
 * Starts a service process; on any failure prints one clear line and exits with status 1.
 * @param service name to print when it fails before its options are known
 */
export async function runService(
  start: () => ServiceOptions | Promise<ServiceOptions>,
  service = 'service',
): Promise<void> {
  let name = service;
  let port = 0;
  try {
    const options = await start();
    ({ name, port } = options);
    collectDefaultMetrics();
    const app = await createService(options);
    await app.listen(options.port, options.host);
    new NestLogger(name).log(`listening on ${await app.getUrl()}`);
    process.send?.({ ready: true, url: await app.getUrl() });
    // Whoever started this process is gone, even if by a kill: it must not go on alone.
    if (process.channel) process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
  } catch (error) {
    process.stderr.write(`${name}: ${startFailure(error, port)}\n`);
    process.exit(1);
  }
}
