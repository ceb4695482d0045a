import { LoggerModule } from 'nestjs-pino';
import type { DynamicModule } from '@nestjs/common';

/**
 * Structured logs that cannot carry a person: method, route path without query, status, time, request id.
 * No headers, no bodies, no parameters.
 */
export function loggingModule(service: string, level: string): DynamicModule {
  return LoggerModule.forRoot({
    pinoHttp: {
      name: service,
      level,
      genReqId: (request) => request.id,
      serializers: {
        req: (request: { id: string; method: string; url: string }) => ({
          id: request.id,
          method: request.method,
          path: routePath(request.url),
        }),
        res: (reply: { statusCode: number }) => ({ status: reply.statusCode }),
        err: (error: { type?: string; name?: string }) => ({ type: error.type ?? error.name }),
      },
      customLogLevel: (_request, reply, error) => (error || reply.statusCode >= 500 ? 'error' : 'debug'),
    },
  });
}

/** The path with every identifier-like segment replaced, and no query. */
function routePath(url: string): string {
  return (url.split('?')[0] ?? '').replace(/\/[^/]*\d[^/]*/g, '/:id');
}
