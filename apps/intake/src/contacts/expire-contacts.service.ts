import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { AuditLog } from '@an-tam/audit';
import type { CallContext } from '@an-tam/contracts';
import { BusinessCalendar } from '@an-tam/http';
import { UnitOfWork } from '@an-tam/persistence';
import { INTAKE_CONFIG, type IntakeConfig } from '../reference-data/index.js';
import { ContactRepository } from './contact.repository.js';

/** Removes contacts that were longer ago than contacts are kept. */
@Injectable()
export class ExpireContactsService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly contacts: ContactRepository,
    private readonly audit: AuditLog,
    private readonly calendar: BusinessCalendar,
    @Inject(INTAKE_CONFIG) private readonly config: IntakeConfig,
  ) {}

  /** @returns how many were removed, over all centres */
  async expire(): Promise<number> {
    const requestId = randomUUID();
    const [today, kept] = [this.calendar.today(), this.config.keepFor.contact];
    const everywhere: CallContext = { actor: { system: 'retention' }, requestId };
    let removed = 0;
    for (const centreId of await this.unitOfWork.run(everywhere, (tx) => this.contacts.centresDue(tx, today, kept))) {
      const there: CallContext = { actor: { system: 'retention', organisationId: centreId }, requestId };
      removed += await this.unitOfWork.run(there, async (tx) => {
        await this.audit.append(tx, { action: 'erase', resource: 'Contact', purpose: 'expired' });
        return this.contacts.removeDue(tx, centreId, today, kept);
      });
    }
    return removed;
  }
}
