import { Module } from '@nestjs/common';
import { CaseTransfersModule } from '../case-transfers/index.js';
import { ReferralsModule } from '../referrals/index.js';
import { MessagesController } from './messages.controller.js';
import { ReceiveMessageService } from './receive-message.service.js';

@Module({
  imports: [CaseTransfersModule, ReferralsModule],
  controllers: [MessagesController],
  providers: [ReceiveMessageService],
})
export class MessagesModule {}
