import { Module } from '@nestjs/common';
import { DirectoryModule } from '../directory/index.js';
import { ExpireReferralsService } from './expire-referrals.service.js';
import { ReceiveReferralService } from './receive-referral.service.js';
import { ReferralRepository } from './referral.repository.js';
import { TakeStepsService } from './take-steps.service.js';
import { WithdrawReferralService } from './withdraw-referral.service.js';

@Module({
  imports: [DirectoryModule],
  providers: [
    ExpireReferralsService,
    ReceiveReferralService,
    ReferralRepository,
    TakeStepsService,
    WithdrawReferralService,
  ],
  exports: [
    ExpireReferralsService,
    ReceiveReferralService,
    ReferralRepository,
    TakeStepsService,
    WithdrawReferralService,
  ],
})
export class ReferralsModule {}
