import { Injectable } from '@nestjs/common';
import { DomainError, referralChangedSchema, referralChangedTopic, type OutboxMessage } from '@an-tam/contracts';
import { Inbox } from '@an-tam/outbox';
import { ApplyReferralNewsService } from '../referrals/index.js';

/** A message of a topic or shape this version does not know: a dead letter at the sender. */
export class UnknownMessageError extends DomainError {
  readonly code = 'UNKNOWN_MESSAGE';
  readonly kind = 'invalid';
}

@Injectable()
export class ReceiveMessageService {
  constructor(
    private readonly inbox: Inbox,
    private readonly applyNews: ApplyReferralNewsService,
  ) {}

  /** @throws UnknownMessageError, MessageOutOfOrderError */
  async receive(message: OutboxMessage, source: string, requestId: string): Promise<void> {
    const news = referralChangedSchema.safeParse(message.payload);
    if (message.topic !== referralChangedTopic || !news.success) throw new UnknownMessageError();
    await this.inbox.receive(message, source, requestId, news.data.centreId, (tx) =>
      this.applyNews.apply(tx, news.data),
    );
  }
}
