import { Body, Controller, HttpCode, Post, Req } from '@nestjs/common';
import { PermitService, type AuthenticatedRequest } from '@an-tam/access-rules/nest';
import { outboxMessageSchema, type OutboxMessage } from '@an-tam/contracts';
import { ReceiveMessageService } from './receive-message.service.js';

/** Where the courier delivers what partners did. */
@Controller('internal/messages')
export class MessagesController {
  constructor(private readonly receiveMessage: ReceiveMessageService) {}

  @Post()
  @HttpCode(204)
  @PermitService('referral')
  async receive(
    @Req() request: AuthenticatedRequest,
    @Body({ schema: outboxMessageSchema }) message: OutboxMessage,
  ): Promise<void> {
    await this.receiveMessage.receive(message, request.callingService ?? '', request.id);
  }
}
