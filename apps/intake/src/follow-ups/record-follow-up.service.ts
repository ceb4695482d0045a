import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { AuditLog } from '@an-tam/audit';
import type { FollowUpView, RecordFollowUp, UserContext } from '@an-tam/contracts';
import { LoadCaseService } from '../case-access/index.js';
import { CaseKeys, newestKey } from '../case-keys/index.js';
import { CodeChecks } from '../reference-data/index.js';
import { FollowUpRepository } from './follow-up.repository.js';
import { PlanFollowUpService } from './plan-follow-up.service.js';

/** Hỗ trợ tiếp theo: notes a meeting with a client, what she received, and when the next one is. */
@Injectable()
export class RecordFollowUpService {
  constructor(
    private readonly cases: LoadCaseService,
    private readonly keys: CaseKeys,
    private readonly followUps: FollowUpRepository,
    private readonly plans: PlanFollowUpService,
    private readonly checks: CodeChecks,
    private readonly audit: AuditLog,
  ) {}

  async record(context: UserContext, caseId: string, input: RecordFollowUp): Promise<FollowUpView> {
    this.checks.refuse(
      this.checks.channel('channel', input.channel),
      this.checks.services('servicesDelivered', input.servicesDelivered),
      this.checks.notInFuture('occurredOn', input.occurredOn),
      input.next ? this.checks.channel('next.channel', input.next.channel) : [],
      input.next ? this.checks.dayToCome('next.dueOn', input.next.dueOn) : [],
    );
    return this.cases.run(context, caseId, { action: 'update' }, async (tx, caseFile) => {
      const { centreId } = caseFile;
      const head = { id: randomUUID(), caseId, centreId, version: 1 };
      await this.audit.append(tx, { action: 'key-use', resource: 'FollowUp', recordId: head.id, caseId });
      const keys = await this.keys.of(centreId, caseId);
      const { next, durationMinutes = null, note = null, ...met } = input;
      const content = { ...met, durationMinutes, note };
      const rowMac = await this.followUps.insert(tx, newestKey(keys), head, content);
      await this.audit.append(tx, {
        action: 'create',
        resource: 'FollowUp',
        recordId: head.id,
        caseId,
        rowVersion: head.version,
        rowMac,
      });
      await this.plans.replace(tx, keys, caseFile, next);
      return { ...content, id: head.id };
    });
  }
}
