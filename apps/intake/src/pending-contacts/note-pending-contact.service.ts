import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { throwUnlessCan } from '@an-tam/access-rules';
import { AuditLog } from '@an-tam/audit';
import type { NotePendingContact, PendingContact, UserContext } from '@an-tam/contracts';
import { addDuration, BusinessCalendar } from '@an-tam/http';
import { UnitOfWork } from '@an-tam/persistence';
import { CaseKeys } from '../case-keys/index.js';
import { INTAKE_CONFIG, type IntakeConfig } from '../reference-data/index.js';
import { openPendingContact, sealPendingContact } from './pending-contact-seal.js';
import { PendingContactRepository } from './pending-contact.repository.js';

/** Notes somebody whom another unit introduces, with a key of its own that goes when the record goes. */
@Injectable()
export class NotePendingContactService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly pending: PendingContactRepository,
    private readonly keys: CaseKeys,
    private readonly audit: AuditLog,
    private readonly calendar: BusinessCalendar,
    @Inject(INTAKE_CONFIG) private readonly config: IntakeConfig,
  ) {}

  /** @throws KeysUnavailableError */
  async note(context: UserContext, input: NotePendingContact): Promise<PendingContact> {
    const { accountId: notedById, organisationId: centreId } = context.actor;
    const id = randomUUID();
    throwUnlessCan(context.actor, 'create', 'PendingContact', { centreId, openedById: notedById });
    const key = await this.keys.create(centreId, id);
    const keepUntil = addDuration(this.calendar.today(), this.config.keepFor.pending_contact);
    const row = { id, centreId, notedById, keepUntil, content: sealPendingContact(key, id, input) };
    return this.unitOfWork.run(context, async (tx) => {
      await this.pending.insert(tx, row);
      await this.audit.append(tx, { action: 'create', resource: 'PendingContact', recordId: id });
      return openPendingContact([key], row);
    });
  }
}
