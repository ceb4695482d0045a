import { Module } from '@nestjs/common';
import { ReferralsModule } from '../referrals/index.js';
import { MessagesController } from './messages.controller.js';
import { TakeMessageService } from './take-message.service.js';

@Module({ imports: [ReferralsModule], controllers: [MessagesController], providers: [TakeMessageService] })
export class MessagesModule {}
