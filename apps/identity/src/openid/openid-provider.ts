import { Inject, Injectable } from '@nestjs/common';
import { kidOf, SigningKeys } from '@an-tam/http/tokens';
import { UnitOfWork } from '@an-tam/persistence';
import type { Provider } from 'oidc-provider';
import { AccountRepository } from '../accounts/index.js';
import { identitySettingsToken, type IdentitySettings } from '../settings.js';
import { OidcPayloadRepository } from './oidc-payload.repository.js';
import { createProvider } from './provider.factory.js';

/**
 * The provider with the keys of this moment. All its state is in the database and its cookies are signed with other keys,
 * so a sign-in begun before an exchange of keys goes on after it.
 */
@Injectable()
export class OpenIdProvider {
  private readonly keys: SigningKeys;
  private made: { readonly kids: string; readonly provider: Provider } | undefined;

  constructor(
    @Inject(identitySettingsToken) private readonly settings: IdentitySettings,
    private readonly payloads: OidcPayloadRepository,
    private readonly accounts: AccountRepository,
    private readonly unitOfWork: UnitOfWork,
  ) {
    this.keys = new SigningKeys(settings.AN_TAM_SERVICE_KEY, settings.AN_TAM_SERVICE_KEY_FILE);
  }

  current(): Provider {
    const keys = this.keys.list();
    const kids = keys.map(kidOf).join();
    if (this.made?.kids !== kids) {
      const provider = createProvider(this.settings, keys, this.payloads, this.accounts, this.unitOfWork);
      this.made = { kids, provider };
    }
    return this.made.provider;
  }
}
