import { Body, Controller, HttpCode, Post, Req } from '@nestjs/common';
import { PermitService, type AuthenticatedRequest } from '@an-tam/access-rules/nest';
import { internalMessagesPath, outboxMessageSchema, type OutboxMessage } from '@an-tam/contracts';
import { ReceiveReleaseService } from './receive-release.service.js';

@Controller(internalMessagesPath)
export class ReleaseMessagesController {
  constructor(private readonly receiveRelease: ReceiveReleaseService) {}

  @Post()
  @HttpCode(204)
  @PermitService('intake')
  async receive(
    @Req() request: AuthenticatedRequest,
    @Body({ schema: outboxMessageSchema }) message: OutboxMessage,
  ): Promise<void> {
    const source = request.callingService;
    if (!source) throw new Error('The guard has not verified the calling service.');
    await this.receiveRelease.receive(message, source, request.id);
  }
}
