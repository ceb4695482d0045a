import { Inject, Injectable } from '@nestjs/common';
import { grantsSchema, type Grants } from '@an-tam/contracts';
import { ServiceAwayError, ServiceCaller, SigningKeys } from '@an-tam/http/tokens';
import { gatewaySettingsToken, serviceUrl, type GatewaySettings } from '../settings.js';

/** Asks identity what an account may do now. Where it does not answer, nobody's rights are known: nothing is let through. */
@Injectable()
export class IdentityClient {
  private readonly identity: ServiceCaller;

  constructor(@Inject(gatewaySettingsToken) settings: GatewaySettings) {
    const keys = new SigningKeys(settings.AN_TAM_SERVICE_KEY, settings.AN_TAM_SERVICE_KEY_FILE);
    this.identity = new ServiceCaller('gateway', 'identity', serviceUrl(settings, 'identity'), keys);
  }

  /** @returns null when the account may do nothing (any more). @throws ServiceAwayError */
  async findGrants(accountId: string, requestId: string): Promise<Grants | null> {
    const response = await this.identity.send('GET', `/internal/accounts/${accountId}/grants`, requestId);
    if (response.status === 404) return null;
    if (!response.ok) throw new ServiceAwayError();
    return grantsSchema.parse(await response.json());
  }

  /** @throws ServiceAwayError */
  async endProviderSession(uid: string, requestId: string): Promise<void> {
    const path = `/internal/provider-sessions/${encodeURIComponent(uid)}/end`;
    if (!(await this.identity.send('POST', path, requestId)).ok) throw new ServiceAwayError();
  }
}
