import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { UnitOfWork, type Transaction } from '@an-tam/persistence';
import { CaseTransferRepository } from './case-transfer.repository.js';

/** Where the case of a referral is now. The courier knows only the centre that sent it. */
@Injectable()
export class ReferralWhereabouts {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly transfers: CaseTransferRepository,
  ) {}

  async find(referralId: string, sentBy: string): Promise<string> {
    const context = { actor: { system: 'referral' }, requestId: randomUUID() };
    return this.unitOfWork.run(context, (tx) => this.findIn(tx, referralId, sentBy));
  }

  /** The same in a transaction of the courier. */
  async findIn(tx: Transaction, referralId: string, sentBy: string): Promise<string> {
    return (await this.transfers.findCentreOfReferral(tx, referralId)) ?? sentBy;
  }
}
