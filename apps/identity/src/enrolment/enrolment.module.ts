import { Module } from '@nestjs/common';
import { AccountsModule } from '../accounts/index.js';
import { AttemptsModule } from '../attempts/index.js';
import { FactorResetsModule } from '../factor-resets/index.js';
import { FactorsModule } from '../factors/index.js';
import { OpenIdModule } from '../openid/index.js';
import { OwnPasswordModule, PasswordsModule } from '../passwords/index.js';
import { EnrolService } from './enrol.service.js';
import { EnrolmentCodeRepository } from './enrolment-code.repository.js';
import { EnrolmentCodes } from './enrolment-codes.js';
import { EnrolmentController } from './enrolment.controller.js';
import { EnrolmentFactors } from './enrolment-factors.js';
import { EnrolmentOpening } from './enrolment-opening.js';
import { GiveEnrolmentCodeService } from './give-enrolment-code.service.js';
import { RenewFactorsService } from './renew-factors.service.js';
import { TakeUpInvitationService } from './take-up-invitation.service.js';

@Module({
  imports: [
    AccountsModule,
    AttemptsModule,
    FactorResetsModule,
    FactorsModule,
    OpenIdModule,
    OwnPasswordModule,
    PasswordsModule,
  ],
  controllers: [EnrolmentController],
  providers: [
    EnrolService,
    EnrolmentCodeRepository,
    EnrolmentCodes,
    EnrolmentFactors,
    EnrolmentOpening,
    GiveEnrolmentCodeService,
    RenewFactorsService,
    TakeUpInvitationService,
  ],
  exports: [GiveEnrolmentCodeService],
})
export class EnrolmentModule {}
