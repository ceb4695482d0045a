import { Module } from '@nestjs/common';
import { ConsentsModule } from '../consents/index.js';
import { PartnerKeysModule } from '../partner-keys/index.js';
import { ApplyReferralNewsService } from './apply-referral-news.service.js';
import { CaseReferralMapper } from './case-referral.mapper.js';
import { CaseReferralRepository } from './case-referral.repository.js';
import { PacketSealer } from './packet-sealer.js';
import { PreviewReferralQuery } from './preview-referral.query.js';
import { ReferNeedService } from './refer-need.service.js';
import { ReferralSources } from './referral-sources.js';
import { ReferralWriter } from './referral-writer.js';
import { ReferralsController } from './referrals.controller.js';

@Module({
  imports: [ConsentsModule, PartnerKeysModule],
  controllers: [ReferralsController],
  providers: [
    CaseReferralMapper,
    CaseReferralRepository,
    PacketSealer,
    ReferralSources,
    ReferralWriter,
    ReferNeedService,
    PreviewReferralQuery,
    ApplyReferralNewsService,
  ],
  exports: [CaseReferralRepository, ReferralWriter, ApplyReferralNewsService],
})
export class ReferralsModule {}
