import { Module } from '@nestjs/common';
import { CoverLeaveService } from './cover-leave.service.js';
import { LeaveCoverRepository } from './leave-cover.repository.js';
import { LeaveCoversController } from './leave-covers.controller.js';

@Module({ controllers: [LeaveCoversController], providers: [CoverLeaveService, LeaveCoverRepository] })
export class LeaveCoversModule {}
