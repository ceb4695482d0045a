import { Module } from '@nestjs/common';
import { AccountsModule } from '../accounts/index.js';
import { AttemptsModule } from '../attempts/index.js';
import { FactorsModule } from '../factors/index.js';
import { OpenIdModule } from '../openid/index.js';
import { PasswordsModule } from '../passwords/index.js';
import { ProveCodeService } from './prove-code.service.js';
import { ProvePasskeyService } from './prove-passkey.service.js';
import { ProvePasswordService } from './prove-password.service.js';
import { SignInCandidates } from './sign-in-candidates.js';
import { SignInController } from './sign-in.controller.js';
import { SignInStepRepository } from './sign-in-step.repository.js';

@Module({
  imports: [AccountsModule, AttemptsModule, FactorsModule, PasswordsModule, OpenIdModule],
  controllers: [SignInController],
  providers: [ProveCodeService, ProvePasskeyService, ProvePasswordService, SignInCandidates, SignInStepRepository],
})
export class SignInModule {}
