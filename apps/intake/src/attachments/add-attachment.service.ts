import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { AuditLog } from '@an-tam/audit';
import type { AddAttachment, Attachment, UserContext } from '@an-tam/contracts';
import { LoadCaseService } from '../case-access/index.js';
import { CaseKeys, newestKey } from '../case-keys/index.js';
import { AttachmentChecks } from './attachment-checks.js';
import { AttachmentNotFoundError } from './attachment.errors.js';
import { AttachmentRepository } from './attachment.repository.js';

const resource = 'Attachment';

/** Adds a document to a file where the centre allows it, and takes one away that should not be there. */
@Injectable()
export class AddAttachmentService {
  constructor(
    private readonly cases: LoadCaseService,
    private readonly keys: CaseKeys,
    private readonly attachments: AttachmentRepository,
    private readonly checks: AttachmentChecks,
    private readonly audit: AuditLog,
  ) {}

  /** @throws InvalidInputError, CaseNotFoundError, CaseClosedError, AttachmentsOffError */
  async add(context: UserContext, caseId: string, input: AddAttachment): Promise<Attachment> {
    const file = this.checks.accept(input);
    return this.cases.run(context, caseId, { action: 'update' }, async (tx, { centreId }) => {
      await this.checks.refuseWhereOff(tx, centreId);
      const head = { id: randomUUID(), caseId, centreId, version: 1 };
      await this.audit.append(tx, { action: 'key-use', resource, recordId: head.id, caseId });
      const key = newestKey(await this.keys.of(centreId, caseId));
      const facts = this.checks.describe(input, file, context.actor.accountId);
      const rowMac = await this.attachments.insert(tx, key, head, facts, file);
      const written = { recordId: head.id, caseId, rowVersion: head.version, rowMac };
      await this.audit.append(tx, { action: 'create', resource, ...written });
      return { id: head.id, ...facts };
    });
  }

  /** Also where none may be added any more. @throws CaseNotFoundError, CaseClosedError, AttachmentNotFoundError */
  async remove(context: UserContext, caseId: string, id: string): Promise<void> {
    const removed = await this.cases.run(context, caseId, { action: 'update' }, async (tx) => {
      if (!(await this.attachments.remove(tx, caseId, id))) return false;
      await this.audit.append(tx, { action: 'erase', resource, recordId: id, caseId });
      return true;
    });
    if (removed) return;
    await this.audit.record(context, { action: 'erase', resource, recordId: id, reason: 'not_visible' });
    throw new AttachmentNotFoundError();
  }
}
