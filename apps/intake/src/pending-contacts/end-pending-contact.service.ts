import { randomUUID } from 'node:crypto';
import { Injectable, Logger } from '@nestjs/common';
import { AuditLog } from '@an-tam/audit';
import type { CallContext, UserContext } from '@an-tam/contracts';
import { BusinessCalendar } from '@an-tam/http';
import { UnitOfWork, type Transaction } from '@an-tam/persistence';
import { CaseKeys } from '../case-keys/index.js';
import { PendingContactNotFoundError } from './pending-contact.errors.js';
import { PendingContactRepository } from './pending-contact.repository.js';

/**
 * Ends a pending contact, whichever way: the row first, then its key. Whoever sent her is told nothing. A key that could
 * not be destroyed then has no record any more, and goes with the other keys without one.
 */
@Injectable()
export class EndPendingContactService {
  private readonly logger = new Logger('PendingContact');

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly pending: PendingContactRepository,
    private readonly keys: CaseKeys,
    private readonly audit: AuditLog,
    private readonly calendar: BusinessCalendar,
  ) {}

  /** She does not want it, or cannot be found. @throws PendingContactNotFoundError */
  async refuse(context: UserContext, id: string): Promise<void> {
    if (await this.unitOfWork.run(context, (tx) => this.removeIn(tx, context, id, 'refused')))
      return this.destroyKey(context.actor.organisationId, id);
    await this.audit.record(context, {
      action: 'erase',
      resource: 'PendingContact',
      recordId: id,
      reason: 'not_visible',
    });
    throw new PendingContactNotFoundError();
  }

  /** In the transaction that ends it, with {@link destroyKey} to follow its commit. @returns whether it was there */
  async removeIn(tx: Transaction, { actor }: UserContext, id: string, purpose: 'refused' | 'agreed'): Promise<boolean> {
    if (!(await this.pending.remove(tx, actor, id))) return false;
    await this.audit.append(tx, { action: 'erase', resource: 'PendingContact', recordId: id, purpose });
    return true;
  }

  /** Never fails: a key left over is swept. */
  async destroyKey(centreId: string, id: string): Promise<void> {
    try {
      await this.keys.destroy(centreId, id);
    } catch (error) {
      this.logger.warn(`key left to be swept (${error instanceof Error ? error.name : 'unknown'})`);
    }
  }

  /** Ends those of every centre whose time is over. @returns how many */
  async expire(): Promise<number> {
    const requestId = randomUUID();
    const today = this.calendar.today();
    const everywhere: CallContext = { actor: { system: 'retention' }, requestId };
    let ended = 0;
    for (const centreId of await this.unitOfWork.run(everywhere, (tx) => this.pending.listCentresDue(tx, today))) {
      const there: CallContext = { actor: { system: 'retention', organisationId: centreId }, requestId };
      const ids = await this.unitOfWork.run(there, async (tx) => {
        const gone = await this.pending.removeDue(tx, centreId, today);
        for (const recordId of gone)
          await this.audit.append(tx, { action: 'erase', resource: 'PendingContact', recordId, purpose: 'expired' });
        return gone;
      });
      for (const id of ids) await this.destroyKey(centreId, id);
      ended += ids.length;
    }
    return ended;
  }
}
