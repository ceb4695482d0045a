import { Injectable } from '@nestjs/common';
import { AuditLog } from '@an-tam/audit';
import type { AttachmentFile, AttachmentList, UserContext } from '@an-tam/contracts';
import { DecryptError, RowUnreadableError } from '@an-tam/field-encryption';
import { LoadCaseService } from '../case-access/index.js';
import { CaseKeys } from '../case-keys/index.js';
import { AttachmentChecks } from './attachment-checks.js';
import { AttachmentNotFoundError } from './attachment.errors.js';
import { AttachmentRepository } from './attachment.repository.js';

const resource = 'Attachment';

/** The documents of a file, and one of them with its bytes; recorded before a byte leaves. */
@Injectable()
export class ShowAttachmentsQuery {
  constructor(
    private readonly cases: LoadCaseService,
    private readonly keys: CaseKeys,
    private readonly attachments: AttachmentRepository,
    private readonly checks: AttachmentChecks,
    private readonly audit: AuditLog,
  ) {}

  /** @throws CaseNotFoundError */
  async list(context: UserContext, caseId: string): Promise<AttachmentList> {
    return this.cases.run(context, caseId, { action: 'read' }, async (tx, { centreId }) => {
      await this.audit.append(tx, { action: 'list', resource, caseId });
      const keys = await this.keys.of(centreId, caseId);
      const attachments = await this.attachments.listOfCase(tx, keys, caseId);
      return { allowed: await this.checks.areAllowed(tx, centreId), attachments };
    });
  }

  /** @throws CaseNotFoundError, AttachmentNotFoundError, RowUnreadableError */
  async show(context: UserContext, caseId: string, id: string): Promise<AttachmentFile> {
    const found = await this.cases.run(context, caseId, { action: 'read' }, async (tx, { centreId }) => {
      if (!(await this.attachments.exists(tx, caseId, id))) return undefined;
      await this.audit.append(tx, { action: 'read', resource, recordId: id, caseId });
      try {
        const keys = await this.keys.of(centreId, caseId);
        const { facts, file } = await this.attachments.read(tx, keys, caseId, id);
        return { id, ...facts, file: file.toString('base64') };
      } catch (error) {
        throw error instanceof DecryptError ? new RowUnreadableError('attachment', id, caseId) : error;
      }
    });
    if (found) return found;
    await this.audit.record(context, { action: 'read', resource, recordId: id, reason: 'not_visible' });
    throw new AttachmentNotFoundError();
  }
}
