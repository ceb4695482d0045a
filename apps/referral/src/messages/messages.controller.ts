import { Body, Controller, HttpCode, Post, Req } from '@nestjs/common';
import { PermitService, type AuthenticatedRequest } from '@an-tam/access-rules/nest';
import {
  bilingualMessage,
  fieldErrors,
  outboxMessageSchema,
  referralRequestedSchema,
  referralRequestedTopic,
  referralWithdrawnSchema,
  referralWithdrawnTopic,
  type OutboxMessage,
} from '@an-tam/contracts';
import { InvalidInputError } from '@an-tam/http';
import type { z } from 'zod';
import { UnknownTopicError } from './messages.errors.js';
import { TakeMessageService } from './take-message.service.js';

/** Messages of the core, each with exactly one effect, in order per referral. */
@Controller('internal/messages')
export class MessagesController {
  constructor(private readonly takeMessage: TakeMessageService) {}

  @Post()
  @HttpCode(204)
  @PermitService('intake')
  async take(
    @Req() request: AuthenticatedRequest,
    @Body({ schema: outboxMessageSchema }) message: OutboxMessage,
  ): Promise<void> {
    const from = { service: request.callingService ?? '', requestId: request.id };
    switch (message.topic) {
      case referralRequestedTopic:
        return this.takeMessage.requested(from, message, this.payloadOf(message, referralRequestedSchema));
      case referralWithdrawnTopic:
        return this.takeMessage.withdrawn(from, message, this.payloadOf(message, referralWithdrawnSchema));
      default:
        throw new UnknownTopicError();
    }
  }

  /** The payload in its topic's form, under the sequence of the referral it speaks of. */
  private payloadOf<T extends { referralId: string }>(message: OutboxMessage, schema: z.ZodType<T>): T {
    const parsed = schema.safeParse(message.payload);
    if (!parsed.success) {
      const issues = parsed.error.issues.map((issue) => ({ ...issue, path: ['payload', ...issue.path] }));
      throw new InvalidInputError(fieldErrors(issues));
    }
    if (message.sequenceKey !== parsed.data.referralId) {
      const text = bilingualMessage('Phải là mã chuyển gửi.', 'Must be the referral id.');
      throw new InvalidInputError(fieldErrors([{ path: ['sequenceKey'], message: text }]));
    }
    return parsed.data;
  }
}
