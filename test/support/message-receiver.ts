import { internalMessagesPath, type OutboxMessage } from '@an-tam/contracts';
import { RequestTokens } from '@an-tam/http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { makeTokenKeys } from './token-keys.js';

type Tokens = Awaited<ReturnType<typeof makeTokenKeys>>;

/** Stands where another service would be: verifies what arrives as that service does, and keeps it in order. */
export async function startMessageReceiver(tokens: Tokens, service: string, callers: readonly string[]) {
  const taken: OutboxMessage[] = [];
  const verifier = new RequestTokens(service, tokens.trusted);
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const rawBody = Buffer.concat(chunks);
      const { method = '', url = '', headers } = request;
      const answer = (status: number) => void response.writeHead(status).end();
      if (url !== internalMessagesPath) {
        answer(404);
        return;
      }
      void verifier.verifyService({ method, url, headers, rawBody }, callers).then(
        () => {
          taken.push(JSON.parse(rawBody.toString('utf8')) as OutboxMessage);
          answer(204);
        },
        () => answer(401),
      );
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    taken,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}
