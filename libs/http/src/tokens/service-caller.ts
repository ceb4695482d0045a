import { randomUUID } from 'node:crypto';
import { DomainError } from '@an-tam/contracts';
import { signServiceToken } from './service-tokens.js';
import { SigningKeys } from './trusted-keys.js';

/** Longest wait for an answer, in milliseconds. */
const patience = 10_000;

/** Another service does not answer. What it would have allowed is not allowed. */
export class ServiceAwayError extends DomainError {
  readonly code = 'UNAVAILABLE';
  readonly kind = 'unavailable';
}

/** Asks another service for an answer now. Each request carries a token good for it alone. */
export class ServiceCaller {
  /**
   * @param from this service, as the other one knows it
   * @param url address of the other one, without a path
   */
  constructor(
    private readonly from: string,
    private readonly to: string,
    private readonly url: string,
    private readonly keys: SigningKeys,
  ) {}

  /** @throws ServiceAwayError */
  async send(method: 'GET' | 'POST', path: string, requestId: string): Promise<Response> {
    const idempotencyKey = randomUUID();
    const bound = { method, path, body: '', idempotencyKey };
    const token = await signServiceToken(this.from, this.to, bound, await this.keys.current());
    const headers = { authorization: `Bearer ${token}`, 'idempotency-key': idempotencyKey, 'x-request-id': requestId };
    try {
      return await fetch(this.url + path, { method, headers, signal: AbortSignal.timeout(patience) });
    } catch {
      throw new ServiceAwayError();
    }
  }
}
