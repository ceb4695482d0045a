import { Injectable } from '@nestjs/common';
import { AuditLog } from '@an-tam/audit';
import type { PendingContactList, UserContext } from '@an-tam/contracts';
import { BusinessCalendar } from '@an-tam/http';
import { UnitOfWork } from '@an-tam/persistence';
import { CaseKeys } from '../case-keys/index.js';
import { openPendingContact } from './pending-contact-seal.js';
import { PendingContactRepository } from './pending-contact.repository.js';

const most = 50;

/** Whom other units introduced and nobody has met yet. */
@Injectable()
export class FindPendingContactsQuery {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly pending: PendingContactRepository,
    private readonly keys: CaseKeys,
    private readonly audit: AuditLog,
    private readonly calendar: BusinessCalendar,
  ) {}

  /** @throws KeysUnavailableError, UnreadableRecordError */
  async list(context: UserContext): Promise<PendingContactList> {
    const { actor } = context;
    const today = this.calendar.today();
    return this.unitOfWork.run(context, async (tx) => {
      await this.audit.append(tx, { action: 'list', resource: 'PendingContact' });
      const rows = await this.pending.list(tx, actor, today, most);
      const keys = await this.keys.ofMany(
        actor.organisationId,
        rows.map(({ id }) => id),
      );
      return { today, pendingContacts: rows.map((row) => openPendingContact(keys.get(row.id) ?? [], row)) };
    });
  }
}
