import { internalMessagesPath, type Actor, type OutboxMessage } from '@an-tam/contracts';
import { mintUserToken, signServiceToken } from '@an-tam/http/tokens';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
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

  return {
    /** Calls a route as a signed-in person, with the token that the gateway would mint. */
    async call(actor: Actor, method: Method, url: string, body?: object): Promise<Answer> {
      const token = await mintUserToken(actor, service, gatewayKey);
      return send(method, url, { authorization: `Bearer ${token}` }, body);
    },
    /** Delivers a message as the service `sender` does, with a token bound to this very request. */
    async deliverFrom(sender: string, message: OutboxMessage): Promise<Answer> {
      const path = internalMessagesPath;
      const body = JSON.stringify(message);
      const bound = { method: 'POST', path, body, idempotencyKey: message.id };
      const token = await signServiceToken(sender, service, bound, await tokens.signingKey(sender));
      const headers = {
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
        'idempotency-key': message.id,
      };
      return send('POST', path, headers, body);
    },
  };
}
