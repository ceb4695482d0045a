import { Module } from '@nestjs/common';
import { CarePlansModule } from '../care-plans/index.js';
import { CasesModule } from '../cases/index.js';
import { FollowUpsModule } from '../follow-ups/index.js';
import { ReferralsModule } from '../referrals/index.js';
import { ClosureWriter } from './closure-writer.js';
import { ClosureRepository } from './closure.repository.js';
import { ClosuresController } from './closures.controller.js';
import { DecideClosureService } from './decide-closure.service.js';
import { OpenWorkQuery } from './open-work.query.js';
import { RequestClosureService } from './request-closure.service.js';
import { ShowClosureQuery } from './show-closure.query.js';

@Module({
  imports: [CarePlansModule, CasesModule, FollowUpsModule, ReferralsModule],
  controllers: [ClosuresController],
  providers: [
    ClosureRepository,
    ClosureWriter,
    OpenWorkQuery,
    RequestClosureService,
    DecideClosureService,
    ShowClosureQuery,
  ],
})
export class ClosuresModule {}
