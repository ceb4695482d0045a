import { Module } from '@nestjs/common';
import { AccountsModule } from '../accounts/index.js';
import { EnrolmentModule } from '../enrolment/index.js';
import { ChangeMemberService } from './change-member.service.js';
import { InviteMemberService } from './invite-member.service.js';
import { MemberDesk } from './member-desk.js';
import { MembersController } from './members.controller.js';

@Module({
  imports: [AccountsModule, EnrolmentModule],
  controllers: [MembersController],
  providers: [ChangeMemberService, InviteMemberService, MemberDesk],
  exports: [MemberDesk],
})
export class MembersModule {}
