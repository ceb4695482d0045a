import { Module } from '@nestjs/common';
import { UnitOfWork } from '@an-tam/persistence';
import { Provider } from 'oidc-provider';
import { AccountRepository, AccountsModule } from '../accounts/index.js';
import { identitySettingsToken, type IdentitySettings } from '../settings.js';
import { EndProviderSessionService } from './end-provider-session.service.js';
import { EndSignInsService } from './end-sign-ins.service.js';
import { OidcPayloadRepository } from './oidc-payload.repository.js';
import { OpenIdController, ProviderSessionsController } from './openid.controller.js';
import { OpenIdInteractions } from './openid-interactions.js';
import { createProvider } from './provider.factory.js';

@Module({
  imports: [AccountsModule],
  controllers: [OpenIdController, ProviderSessionsController],
  providers: [
    EndProviderSessionService,
    EndSignInsService,
    OidcPayloadRepository,
    OpenIdInteractions,
    {
      provide: Provider,
      inject: [identitySettingsToken, OidcPayloadRepository, AccountRepository, UnitOfWork],
      useFactory: (
        settings: IdentitySettings,
        payloads: OidcPayloadRepository,
        accounts: AccountRepository,
        unitOfWork: UnitOfWork,
      ) => createProvider(settings, payloads, accounts, unitOfWork),
    },
  ],
  exports: [EndSignInsService, OpenIdInteractions],
})
export class OpenIdModule {}
