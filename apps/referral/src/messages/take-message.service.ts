import { Injectable } from '@nestjs/common';
import type { OutboxMessage, ReferralRequested, ReferralWithdrawn } from '@an-tam/contracts';
import { Inbox } from '@an-tam/outbox';
import { ReceiveReferralService, WithdrawReferralService } from '../referrals/index.js';

interface Sender {
  /** The verified calling service. */
  readonly service: string;
  readonly requestId: string;
}

/** Hands each message to the use case it is for, within the transaction that marks it received. */
@Injectable()
export class TakeMessageService {
  constructor(
    private readonly inbox: Inbox,
    private readonly receiveReferral: ReceiveReferralService,
    private readonly withdrawReferral: WithdrawReferralService,
  ) {}

  async requested(from: Sender, message: OutboxMessage, payload: ReferralRequested): Promise<void> {
    await this.inbox.receive(message, from.service, from.requestId, payload.organisationId, (tx) =>
      this.receiveReferral.receive(tx, payload),
    );
  }

  async withdrawn(from: Sender, message: OutboxMessage, payload: ReferralWithdrawn): Promise<void> {
    const { service, requestId } = from;
    const organisationId = await this.withdrawReferral.findOrganisationId(service, requestId, payload.referralId);
    await this.inbox.receive(message, service, requestId, organisationId, (tx) =>
      this.withdrawReferral.withdraw(tx, payload),
    );
  }
}
