import { Module } from '@nestjs/common';
import { SessionsModule } from '../sessions/index.js';
import { BeginSignInService } from './begin-sign-in.service.js';
import { CompleteSignInService } from './complete-sign-in.service.js';
import { OpenIdClient } from './openid-client.js';
import { SignInController } from './sign-in.controller.js';
import { SignInStateRepository } from './sign-in-state.repository.js';

@Module({
  imports: [SessionsModule],
  controllers: [SignInController],
  providers: [BeginSignInService, CompleteSignInService, OpenIdClient, SignInStateRepository],
})
export class SignInModule {}
