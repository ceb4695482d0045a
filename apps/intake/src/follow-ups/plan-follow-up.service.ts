import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { AuditLog } from '@an-tam/audit';
import type { RecordFollowUp } from '@an-tam/contracts';
import type { CaseKey } from '@an-tam/field-encryption';
import { EntitySealer } from '@an-tam/field-encryption/typeorm';
import type { Transaction } from '@an-tam/persistence';
import { CaseFileEntity } from '../case-access/index.js';
import { newestKey } from '../case-keys/index.js';
import { CodeChecks } from '../reference-data/index.js';
import { ReachCheck } from '../safe-reach/index.js';
import type { PlannedFollowUpEntity } from './planned-follow-up.entity.js';
import { PlannedFollowUpRepository } from './planned-follow-up.repository.js';

/** Settles the planned meeting of a case and plans the next one, in a transaction that holds the case. */
@Injectable()
export class PlanFollowUpService {
  constructor(
    private readonly planned: PlannedFollowUpRepository,
    private readonly sealer: EntitySealer,
    private readonly reach: ReachCheck,
    private readonly checks: CodeChecks,
    private readonly audit: AuditLog,
  ) {}

  /** @throws InvalidInputError when the next meeting would reach her in a way that is not safe for her now */
  async replace(
    tx: Transaction,
    keys: readonly CaseKey[],
    caseFile: CaseFileEntity,
    next: RecordFollowUp['next'],
  ): Promise<void> {
    const { id: caseId, centreId } = caseFile;
    await this.settle(tx, keys, caseId, 'done');
    if (!next) return;
    const { reach } = this.sealer.open(CaseFileEntity, keys, caseFile, ['reach']);
    this.checks.refuse(this.reach.faults('next.channel', reach, next.channel));
    const head = { id: randomUUID(), caseId, centreId, version: 1, state: 'planned' as const, dueOn: next.dueOn };
    await this.record(tx, 'create', await this.planned.insert(tx, newestKey(keys), head, next.channel));
  }

  /** Ends what is planned, if anything is. */
  async settle(tx: Transaction, keys: readonly CaseKey[], caseId: string, state: 'done' | 'dropped'): Promise<void> {
    const settled = await this.planned.settle(tx, keys, caseId, state);
    if (settled) await this.record(tx, 'update', settled);
  }

  private async record(tx: Transaction, action: 'create' | 'update', row: PlannedFollowUpEntity): Promise<void> {
    const { id: recordId, caseId, version: rowVersion, rowMac } = row;
    await this.audit.append(tx, { action, resource: 'PlannedFollowUp', recordId, caseId, rowVersion, rowMac });
  }
}
