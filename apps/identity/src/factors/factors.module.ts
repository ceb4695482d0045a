import { Module } from '@nestjs/common';
import { AccountsModule } from '../accounts/index.js';
import { FactorRepository } from './factor.repository.js';
import { FactorVault } from './factor-vault.js';
import { OwnAuthenticatorService } from './own-authenticator.service.js';
import { OwnFactorsController } from './own-factors.controller.js';
import { OwnFactorsService } from './own-factors.service.js';
import { OwnPasskeysService } from './own-passkeys.service.js';
import { PasskeyCeremonies } from './passkey-ceremonies.js';
import { PasskeyRepository } from './passkey.repository.js';
import { VerifyCodeService } from './verify-code.service.js';

@Module({
  imports: [AccountsModule],
  controllers: [OwnFactorsController],
  providers: [
    FactorRepository,
    FactorVault,
    OwnAuthenticatorService,
    OwnFactorsService,
    OwnPasskeysService,
    PasskeyCeremonies,
    PasskeyRepository,
    VerifyCodeService,
  ],
  exports: [
    FactorRepository,
    FactorVault,
    OwnAuthenticatorService,
    OwnFactorsService,
    PasskeyCeremonies,
    VerifyCodeService,
  ],
})
export class FactorsModule {}
