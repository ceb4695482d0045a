import { Module } from '@nestjs/common';
import { FollowUpMapper } from '../follow-ups/index.js';
import { CaseReferralMapper } from '../referrals/index.js';
import { ScreeningMapper } from '../screenings/index.js';
import { CaseNeedsQuery } from './case-needs.query.js';
import { CaseloadQuery } from './caseload.query.js';
import { ShowSupervisionQuery } from './show-supervision.query.js';
import { SupervisionController } from './supervision.controller.js';

@Module({
  controllers: [SupervisionController],
  providers: [FollowUpMapper, ScreeningMapper, CaseReferralMapper, CaseloadQuery, CaseNeedsQuery, ShowSupervisionQuery],
})
export class SupervisionModule {}
