import { Injectable } from '@nestjs/common';
import { AuditLog } from '@an-tam/audit';
import type { ContactView, UserContext } from '@an-tam/contracts';
import { UnitOfWork } from '@an-tam/persistence';
import { ContactRepository } from './contact.repository.js';

@Injectable()
export class FindContactsQuery {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly contacts: ContactRepository,
    private readonly audit: AuditLog,
  ) {}

  async listRecent(context: UserContext): Promise<{ contacts: ContactView[] }> {
    return this.unitOfWork.run(context, async (tx) => {
      await this.audit.append(tx, { action: 'list', resource: 'Contact' });
      return { contacts: await this.contacts.listRecent(tx, context.actor, 50) };
    });
  }
}
