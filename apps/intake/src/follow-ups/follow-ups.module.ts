import { Module } from '@nestjs/common';
import { FollowUpMapper } from './follow-up.mapper.js';
import { FollowUpRepository } from './follow-up.repository.js';
import { FollowUpsController } from './follow-ups.controller.js';
import { RecordFollowUpService } from './record-follow-up.service.js';

@Module({
  controllers: [FollowUpsController],
  providers: [FollowUpMapper, FollowUpRepository, RecordFollowUpService],
  exports: [FollowUpRepository],
})
export class FollowUpsModule {}
