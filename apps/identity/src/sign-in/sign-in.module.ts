import { Module } from '@nestjs/common';
import { AccountsModule } from '../accounts/index.js';
import { AttemptsModule } from '../attempts/index.js';
import { OpenIdModule } from '../openid/index.js';
import { PasswordsModule } from '../passwords/index.js';
import { SignInController } from './sign-in.controller.js';
import { SignInService } from './sign-in.service.js';

@Module({
  imports: [AccountsModule, AttemptsModule, PasswordsModule, OpenIdModule],
  controllers: [SignInController],
  providers: [SignInService],
})
export class SignInModule {}
