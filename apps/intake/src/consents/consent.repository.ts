import { Injectable } from '@nestjs/common';
import type { Transaction } from '@an-tam/persistence';
import { ConsentEntity } from './consent.entity.js';

/** Consents of cases that were loaded through the case door. */
@Injectable()
export class ConsentRepository {
  async insert(tx: Transaction, consent: ConsentEntity): Promise<void> {
    await tx.manager.insert(ConsentEntity, consent);
  }

  async listOfCase(tx: Transaction, caseId: string): Promise<ConsentEntity[]> {
    return tx.manager.find(ConsentEntity, { where: { caseId }, order: { createdAt: 'ASC' } });
  }

  /** One consent of the case, held until the end of the transaction. */
  async findLocked(tx: Transaction, caseId: string, id: string): Promise<ConsentEntity | null> {
    return tx.manager.findOne(ConsentEntity, { where: { id, caseId }, lock: { mode: 'pessimistic_write' } });
  }

  /** Replaces a row that was loaded locked in this transaction. */
  async update(tx: Transaction, consent: ConsentEntity): Promise<void> {
    await tx.manager.update(ConsentEntity, { id: consent.id, version: consent.version - 1 }, consent);
  }
}
