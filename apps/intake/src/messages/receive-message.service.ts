import { Injectable } from '@nestjs/common';
import { DomainError, referralChangedSchema, referralChangedTopic, type OutboxMessage } from '@an-tam/contracts';
import { Inbox } from '@an-tam/outbox';
import { ReferralWhereabouts } from '../case-transfers/index.js';
import { ApplyReferralNewsService } from '../referrals/index.js';

/** A message of a topic or shape this version does not know: a dead letter at the sender. */
export class UnknownMessageError extends DomainError {
  readonly code = 'UNKNOWN_MESSAGE';
  readonly kind = 'invalid';
}

/** The case went to another centre while the message was taken: the sender brings it once more. */
export class ReferralMovedError extends DomainError {
  readonly code = 'TRY_AGAIN';
  readonly kind = 'unavailable';
}

@Injectable()
export class ReceiveMessageService {
  constructor(
    private readonly inbox: Inbox,
    private readonly applyNews: ApplyReferralNewsService,
    private readonly whereabouts: ReferralWhereabouts,
  ) {}

  /** @throws UnknownMessageError, MessageOutOfOrderError, ReferralMovedError */
  async receive(message: OutboxMessage, source: string, requestId: string): Promise<void> {
    const news = referralChangedSchema.safeParse(message.payload);
    if (message.topic !== referralChangedTopic || !news.success) throw new UnknownMessageError();
    const { referralId, centreId } = news.data;
    const centre = await this.whereabouts.find(referralId, centreId);
    await this.inbox.receive(message, source, requestId, centre, async (tx) => {
      const known = await this.applyNews.apply(tx, news.data);
      if (!known && (await this.whereabouts.findIn(tx, referralId, centreId)) !== centre)
        throw new ReferralMovedError();
    });
  }
}
