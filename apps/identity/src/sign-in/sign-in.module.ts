import { Module } from '@nestjs/common';
import { AccountsModule } from '../accounts/index.js';
import { OpenIdModule } from '../openid/index.js';
import { PasswordsModule } from '../passwords/index.js';
import { SignInAttemptRepository } from './sign-in-attempt.repository.js';
import { SignInController } from './sign-in.controller.js';
import { SignInService } from './sign-in.service.js';
import { SignInThrottle } from './sign-in-throttle.js';

@Module({
  imports: [AccountsModule, PasswordsModule, OpenIdModule],
  controllers: [SignInController],
  providers: [SignInAttemptRepository, SignInService, SignInThrottle],
})
export class SignInModule {}
