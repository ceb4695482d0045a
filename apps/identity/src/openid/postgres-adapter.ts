import type { Adapter, AdapterPayload } from 'oidc-provider';
import type { OidcPayloadRepository } from './oidc-payload.repository.js';

/** Nothing of the provider is kept longer than this when it names no end itself, in seconds. */
const longestLife = 12 * 60 * 60;

/** The storage interface of oidc-provider over our table, for one kind of state. */
export class PostgresAdapter implements Adapter {
  constructor(
    private readonly model: string,
    private readonly payloads: OidcPayloadRepository,
  ) {}

  upsert(id: string, payload: AdapterPayload, expiresIn?: number): Promise<void> {
    return this.payloads.upsert(this.model, id, payload, expiresIn ?? longestLife);
  }

  find(id: string): Promise<AdapterPayload | undefined> {
    return this.payloads.find(this.model, id);
  }

  findByUid(uid: string): Promise<AdapterPayload | undefined> {
    return this.payloads.findByUid(this.model, uid);
  }

  /** The device flow is off. */
  findByUserCode(): Promise<undefined> {
    return Promise.resolve(undefined);
  }

  consume(id: string): Promise<void> {
    return this.payloads.consume(this.model, id);
  }

  destroy(id: string): Promise<void> {
    return this.payloads.destroy(this.model, id);
  }

  revokeByGrantId(grantId: string): Promise<void> {
    return this.payloads.endGrant(grantId);
  }
}
