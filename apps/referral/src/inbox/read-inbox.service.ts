import { Injectable } from '@nestjs/common';
import { OutOfScopeError } from '@an-tam/access-rules';
import { AuditLog } from '@an-tam/audit';
import type { InboxItem, InboxReferral, UserContext } from '@an-tam/contracts';
import { UnitOfWork } from '@an-tam/persistence';
import { FindInboxQuery } from './find-inbox.query.js';

/** Reads the inbox; the entry in the log is in the same transaction, so nothing leaves without it. */
@Injectable()
export class ReadInboxService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly inbox: FindInboxQuery,
    private readonly audit: AuditLog,
  ) {}

  async list(caller: UserContext): Promise<{ referrals: InboxItem[] }> {
    return this.unitOfWork.run(caller, async (tx) => {
      await this.audit.append(tx, { action: 'read', resource: 'InboxReferral' });
      return { referrals: await this.inbox.list(tx, caller.actor) };
    });
  }

  /** @throws OutOfScopeError for another organisation's, an unknown, or an ended referral alike. */
  async open(caller: UserContext, id: string): Promise<InboxReferral> {
    const referral = await this.unitOfWork.run(caller, async (tx) => {
      const found = await this.inbox.findOpen(tx, caller.actor, id);
      if (found) {
        await this.audit.append(tx, {
          action: 'read',
          resource: 'InboxReferral',
          recordId: id,
          rowVersion: found.version,
        });
      }
      return found;
    });
    if (referral) return referral;
    await this.audit.record(caller, {
      action: 'read',
      resource: 'InboxReferral',
      recordId: id,
      reason: 'not_visible',
    });
    throw new OutOfScopeError();
  }
}
