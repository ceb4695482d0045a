import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { Caller, PermitSignedIn } from '@an-tam/access-rules/nest';
import { changePasswordSchema, type ChangePassword, type UserContext } from '@an-tam/contracts';
import { ChangePasswordService } from './change-password.service.js';

@Controller('own-account/password')
export class OwnPasswordController {
  constructor(private readonly changePassword: ChangePasswordService) {}

  @Post()
  @HttpCode(204)
  @PermitSignedIn()
  change(@Caller() caller: UserContext, @Body({ schema: changePasswordSchema }) body: ChangePassword): Promise<void> {
    return this.changePassword.execute(caller, body);
  }
}
