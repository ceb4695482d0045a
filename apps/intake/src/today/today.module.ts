import { Module } from '@nestjs/common';
import { FollowUpsModule } from '../follow-ups/index.js';
import { ShowTodayQuery } from './show-today.query.js';
import { TaskCases } from './task-cases.js';
import { TaskQuery } from './task.query.js';
import { TodayController } from './today.controller.js';

@Module({
  imports: [FollowUpsModule],
  controllers: [TodayController],
  providers: [TaskQuery, TaskCases, ShowTodayQuery],
})
export class TodayModule {}
