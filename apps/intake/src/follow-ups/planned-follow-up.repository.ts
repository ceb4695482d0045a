import { Injectable } from '@nestjs/common';
import type { PlannedFollowUp } from '@an-tam/contracts';
import type { CaseKey } from '@an-tam/field-encryption';
import { EntitySealer, type Head } from '@an-tam/field-encryption/typeorm';
import type { Transaction } from '@an-tam/persistence';
import { In } from 'typeorm';
import { newestKey } from '../case-keys/index.js';
import { PlannedFollowUpEntity } from './planned-follow-up.entity.js';

/** At most one planned meeting a case, of cases that the transaction has loaded. */
@Injectable()
export class PlannedFollowUpRepository {
  constructor(private readonly sealer: EntitySealer) {}

  /** @returns the row as stored, for the audit entry. */
  async insert(
    tx: Transaction,
    key: CaseKey,
    head: Head<PlannedFollowUpEntity>,
    channel: string,
  ): Promise<PlannedFollowUpEntity> {
    const row = this.sealer.seal(PlannedFollowUpEntity, key, head, { channel });
    await tx.manager.insert(PlannedFollowUpEntity, row);
    return row;
  }

  /** Settles what was planned, in a transaction that holds the case. @returns the row as stored, if there was one. */
  async settle(
    tx: Transaction,
    keys: readonly CaseKey[],
    caseId: string,
    state: 'done' | 'dropped',
  ): Promise<PlannedFollowUpEntity | null> {
    const row = await tx.manager.findOneBy(PlannedFollowUpEntity, { caseId, state: 'planned' });
    if (!row) return null;
    const content = this.sealer.open(PlannedFollowUpEntity, keys, row);
    const head = { ...row, state, version: row.version + 1 };
    const next = this.sealer.seal(PlannedFollowUpEntity, newestKey(keys), head, content);
    await tx.manager.update(PlannedFollowUpEntity, { id: row.id, version: row.version }, next);
    return next;
  }

  /** The next meeting, opened. */
  async findOfCase(tx: Transaction, keys: readonly CaseKey[], caseId: string): Promise<PlannedFollowUp | null> {
    const row = await tx.manager.findOneBy(PlannedFollowUpEntity, { caseId, state: 'planned' });
    return row && this.open(keys, row);
  }

  /** The next meetings of several cases, as stored. */
  async listOfCases(tx: Transaction, caseIds: readonly string[]): Promise<PlannedFollowUpEntity[]> {
    return caseIds.length === 0
      ? []
      : tx.manager.findBy(PlannedFollowUpEntity, { caseId: In([...caseIds]), state: 'planned' });
  }

  open(keys: readonly CaseKey[], row: PlannedFollowUpEntity): PlannedFollowUp {
    const { channel } = this.sealer.open(PlannedFollowUpEntity, keys, row);
    return { id: row.id, dueOn: row.dueOn, channel };
  }
}
