import { Module } from '@nestjs/common';
import { AccountsModule } from '../accounts/index.js';
import { EndProviderSessionService } from './end-provider-session.service.js';
import { EndSignInsService } from './end-sign-ins.service.js';
import { OidcPayloadRepository } from './oidc-payload.repository.js';
import { OpenIdController, ProviderSessionsController } from './openid.controller.js';
import { OpenIdInteractions } from './openid-interactions.js';
import { OpenIdProvider } from './openid-provider.js';

@Module({
  imports: [AccountsModule],
  controllers: [OpenIdController, ProviderSessionsController],
  providers: [EndProviderSessionService, EndSignInsService, OidcPayloadRepository, OpenIdInteractions, OpenIdProvider],
  exports: [EndSignInsService, OpenIdInteractions],
})
export class OpenIdModule {}
