import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { grantsSchema, type Grants } from '@an-tam/contracts';
import { SigningKeys, signServiceToken } from '@an-tam/http/tokens';
import { gatewaySettingsToken, serviceUrl, type GatewaySettings } from '../settings.js';
import { IdentityAwayError } from './identity.errors.js';

/** Longest wait for an answer, in milliseconds. */
const patience = 10_000;

/** Asks identity what an account may do now. Each request carries a token good for it alone. */
@Injectable()
export class IdentityClient {
  private readonly baseUrl: string;
  private readonly keys: SigningKeys;

  constructor(@Inject(gatewaySettingsToken) settings: GatewaySettings) {
    this.baseUrl = serviceUrl(settings, 'identity');
    this.keys = new SigningKeys(settings.AN_TAM_SERVICE_KEY, settings.AN_TAM_SERVICE_KEY_FILE);
  }

  /** @returns null when the account may do nothing (any more). @throws IdentityAwayError */
  async findGrants(accountId: string, requestId: string): Promise<Grants | null> {
    const response = await this.send('GET', `/internal/accounts/${accountId}/grants`, requestId);
    if (response.status === 404) return null;
    if (!response.ok) throw new IdentityAwayError();
    return grantsSchema.parse(await response.json());
  }

  /** @throws IdentityAwayError */
  async endProviderSession(uid: string, requestId: string): Promise<void> {
    const response = await this.send('POST', `/internal/provider-sessions/${encodeURIComponent(uid)}/end`, requestId);
    if (!response.ok) throw new IdentityAwayError();
  }

  private async send(method: 'GET' | 'POST', path: string, requestId: string): Promise<Response> {
    const idempotencyKey = randomUUID();
    const token = await signServiceToken(
      'gateway',
      'identity',
      { method, path, body: '', idempotencyKey },
      await this.keys.current(),
    );
    const headers = { authorization: `Bearer ${token}`, 'idempotency-key': idempotencyKey, 'x-request-id': requestId };
    try {
      return await fetch(this.baseUrl + path, { method, headers, signal: AbortSignal.timeout(patience) });
    } catch {
      throw new IdentityAwayError();
    }
  }
}
