import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { throwUnlessCan } from '@an-tam/access-rules';
import { AuditLog } from '@an-tam/audit';
import type { ContactView, RecordContact, UserContext } from '@an-tam/contracts';
import { UnitOfWork } from '@an-tam/persistence';
import { CodeChecks } from '../reference-data/index.js';
import { ContactRepository } from './contact.repository.js';

/** Ghi nhanh: notes a meeting, a call or a group activity without a file. */
@Injectable()
export class RecordContactService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly contacts: ContactRepository,
    private readonly audit: AuditLog,
    private readonly checks: CodeChecks,
  ) {}

  async record(context: UserContext, input: RecordContact): Promise<ContactView> {
    this.checks.refuse(
      this.checks.channel('channel', input.channel),
      this.checks.services('given', input.given),
      input.communeCode === null ? [] : this.checks.commune('communeCode', input.communeCode, input.occurredOn),
      this.checks.notInFuture('occurredOn', input.occurredOn),
    );
    const { actor } = context;
    const contact = { ...input, id: randomUUID(), centreId: actor.organisationId, openedById: actor.accountId };
    return this.unitOfWork.run(context, async (tx) => {
      throwUnlessCan(actor, 'create', 'Contact', contact);
      await this.contacts.insert(tx, contact);
      await this.audit.append(tx, { action: 'create', resource: 'Contact', recordId: contact.id });
      return contact;
    });
  }
}
