import { ServiceAwayError } from '@an-tam/http/tokens';
import type { FastifyReply, FastifyRequest } from 'fastify';

type Headers = Record<string, string | string[] | undefined>;

export interface Forwarding {
  /** Full address at the service. */
  readonly target: string;
  readonly requestHeaders: (given: Headers) => Headers;
  readonly responseHeaders: (given: Headers) => Headers;
}

type RawRequest = FastifyRequest & { readonly rawBody?: Buffer };

/** Passes a request on, body byte for byte, and streams the answer back. Never tries twice. @throws ServiceAwayError */
export function forwardRequest(request: RawRequest, reply: FastifyReply, forwarding: Forwarding): Promise<void> {
  const { rawBody } = request;
  const contentType = request.headers['content-type'];
  return new Promise((resolve, reject) => {
    reply.from(forwarding.target, {
      ...(rawBody && rawBody.length > 0 ? { body: rawBody, contentType } : {}),
      retryDelay: () => null,
      rewriteRequestHeaders: (_request, headers) => forwarding.requestHeaders(headers),
      rewriteHeaders: (headers) => forwarding.responseHeaders(headers),
      onResponse: (_request, answer, response) => {
        void answer.send(response.stream);
        resolve();
      },
      onError: () => reject(new ServiceAwayError()),
    });
  });
}

/** The named headers and no other. */
export function pickHeaders(given: Headers, names: readonly string[]): Headers {
  return Object.fromEntries(names.filter((name) => given[name] !== undefined).map((name) => [name, given[name]]));
}
