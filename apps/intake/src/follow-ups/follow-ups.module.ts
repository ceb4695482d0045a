import { Module } from '@nestjs/common';
import { FollowUpMapper } from './follow-up.mapper.js';
import { FollowUpRepository } from './follow-up.repository.js';
import { FollowUpsController } from './follow-ups.controller.js';
import { PlanFollowUpService } from './plan-follow-up.service.js';
import { PlannedFollowUpRepository } from './planned-follow-up.repository.js';
import { RecordFollowUpService } from './record-follow-up.service.js';

@Module({
  controllers: [FollowUpsController],
  providers: [
    FollowUpMapper,
    FollowUpRepository,
    PlannedFollowUpRepository,
    PlanFollowUpService,
    RecordFollowUpService,
  ],
  exports: [FollowUpRepository, PlannedFollowUpRepository, PlanFollowUpService],
})
export class FollowUpsModule {}
