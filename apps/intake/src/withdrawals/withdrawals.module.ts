import { Module } from '@nestjs/common';
import { ConsentsModule } from '../consents/index.js';
import { ReferralsModule } from '../referrals/index.js';
import { EndConsentService } from './end-consent.service.js';
import { WithdrawConsentService } from './withdraw-consent.service.js';
import { WithdrawalsController } from './withdrawals.controller.js';

@Module({
  imports: [ConsentsModule, ReferralsModule],
  controllers: [WithdrawalsController],
  providers: [EndConsentService, WithdrawConsentService],
  exports: [EndConsentService],
})
export class WithdrawalsModule {}
