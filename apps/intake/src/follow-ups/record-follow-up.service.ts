import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { AuditLog } from '@an-tam/audit';
import type { FollowUpView, RecordFollowUp, UserContext } from '@an-tam/contracts';
import { LoadCaseService } from '../case-access/index.js';
import { CaseKeys } from '../case-keys/index.js';
import { CodeChecks } from '../reference-data/index.js';
import { FollowUpRepository } from './follow-up.repository.js';

/** Hỗ trợ tiếp theo: notes a meeting with a client and what she received. */
@Injectable()
export class RecordFollowUpService {
  constructor(
    private readonly cases: LoadCaseService,
    private readonly keys: CaseKeys,
    private readonly followUps: FollowUpRepository,
    private readonly checks: CodeChecks,
    private readonly audit: AuditLog,
  ) {}

  async record(context: UserContext, caseId: string, input: RecordFollowUp): Promise<FollowUpView> {
    this.checks.refuse(
      this.checks.channel('channel', input.channel),
      this.checks.services('servicesDelivered', input.servicesDelivered),
      this.checks.notInFuture('occurredOn', input.occurredOn),
    );
    return this.cases.run(context, caseId, { action: 'update' }, async (tx, { centreId }) => {
      const head = { id: randomUUID(), caseId, centreId, version: 1 };
      await this.audit.append(tx, { action: 'key-use', resource: 'FollowUp', recordId: head.id, caseId });
      const rowMac = await this.followUps.insert(tx, await this.keys.newestOf(centreId, caseId), head, input);
      await this.audit.append(tx, {
        action: 'create',
        resource: 'FollowUp',
        recordId: head.id,
        caseId,
        rowVersion: head.version,
        rowMac,
      });
      return { ...input, id: head.id };
    });
  }
}
