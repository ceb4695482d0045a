import { Module } from '@nestjs/common';
import { AccountsModule } from '../accounts/index.js';
import { AttemptsModule } from '../attempts/index.js';
import { OpenIdModule } from '../openid/index.js';
import { ChangePasswordService } from './change-password.service.js';
import { OwnPasswordController } from './own-password.controller.js';
import { PasswordsModule } from './passwords.module.js';
import { PresentPassword } from './present-password.js';

@Module({
  imports: [AccountsModule, AttemptsModule, OpenIdModule, PasswordsModule],
  controllers: [OwnPasswordController],
  providers: [ChangePasswordService, PresentPassword],
  exports: [PresentPassword],
})
export class OwnPasswordModule {}
