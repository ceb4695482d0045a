import { Module } from '@nestjs/common';
import { ReferralsModule } from '../referrals/index.js';
import { DecideReferralService } from './decide-referral.service.js';
import { FindInboxQuery } from './find-inbox.query.js';
import { InboxController } from './inbox.controller.js';
import { ReadInboxService } from './read-inbox.service.js';

@Module({
  imports: [ReferralsModule],
  controllers: [InboxController],
  providers: [DecideReferralService, FindInboxQuery, ReadInboxService],
})
export class InboxModule {}
