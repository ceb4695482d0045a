import { Module } from '@nestjs/common';
import { AccountsModule } from '../accounts/index.js';
import { AttemptsModule } from '../attempts/index.js';
import { FactorsModule } from '../factors/index.js';
import { PasswordsModule } from '../passwords/index.js';
import { EnrolService } from './enrol.service.js';
import { EnrolmentCodeRepository } from './enrolment-code.repository.js';
import { EnrolmentController } from './enrolment.controller.js';
import { EnrolmentFactors } from './enrolment-factors.js';
import { GiveEnrolmentCodeService } from './give-enrolment-code.service.js';

@Module({
  imports: [AccountsModule, AttemptsModule, FactorsModule, PasswordsModule],
  controllers: [EnrolmentController],
  providers: [EnrolService, EnrolmentCodeRepository, EnrolmentFactors, GiveEnrolmentCodeService],
  exports: [GiveEnrolmentCodeService],
})
export class EnrolmentModule {}
