import { internalMessagesPath, type Actor, type OutboxMessage } from '@an-tam/contracts';
import { mintUserToken, signServiceToken } from '@an-tam/http/tokens';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { randomUUID } from 'node:crypto';
import type { makeTokenKeys } from './token-keys.js';

/** The response of any route; each test reads the members it is about. */
export interface Answer {
  readonly status: number;
  readonly body: Record<string, unknown>;
}

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH';

/** Makes a wired service ready and calls it, without a socket, as people and other services do. */
export async function callsTo(
  service: string,
  app: NestFastifyApplication,
  tokens: Awaited<ReturnType<typeof makeTokenKeys>>,
) {
  await app.init();
  await app.getHttpAdapter().getInstance().ready();
  const gatewayKey = await tokens.signingKey('gateway');

  async function send(method: Method, url: string, headers: Record<string, string>, payload?: object | string) {
    const { statusCode, body } = await app.inject({ method, url, headers, payload });
    return { status: statusCode, body: body === '' ? {} : (JSON.parse(body) as Answer['body']) };
  }

  /** Calls as another process does, with a token bound to this very request. */
  async function callAs(
    sender: string,
    method: Method,
    path: string,
    given?: object,
    idempotencyKey: string = randomUUID(),
  ) {
    const body = given === undefined ? '' : JSON.stringify(given);
    const bound = { method, path, body, idempotencyKey };
    const token = await signServiceToken(sender, service, bound, await tokens.signingKey(sender));
    const headers = {
      authorization: `Bearer ${token}`,
      ...(given === undefined ? {} : { 'content-type': 'application/json' }),
      'idempotency-key': idempotencyKey,
    };
    return send(method, path, headers, body || undefined);
  }

  return {
    /** Calls a route as a signed-in person, with the token that the gateway would mint. */
    async call(
      actor: Actor,
      method: Method,
      url: string,
      body?: object,
      headers: Readonly<Record<string, string>> = {},
    ): Promise<Answer> {
      const token = await mintUserToken(actor, service, gatewayKey);
      return send(method, url, { ...headers, authorization: `Bearer ${token}` }, body);
    },
    callAs,
    /** Delivers a message as the service `sender` does. */
    deliverFrom: (sender: string, message: OutboxMessage): Promise<Answer> =>
      callAs(sender, 'POST', internalMessagesPath, message, message.id),
  };
}
