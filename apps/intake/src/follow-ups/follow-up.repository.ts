import { Injectable } from '@nestjs/common';
import type { FollowUpView } from '@an-tam/contracts';
import type { CaseKey } from '@an-tam/field-encryption';
import type { Head } from '@an-tam/field-encryption/typeorm';
import type { Transaction } from '@an-tam/persistence';
import { FollowUpEntity } from './follow-up.entity.js';
import { FollowUpMapper, type FollowUpContent } from './follow-up.mapper.js';

/** Follow-ups of a case that the transaction holds; sealed on the way in, opened on the way out. */
@Injectable()
export class FollowUpRepository {
  constructor(private readonly mapper: FollowUpMapper) {}

  /** @returns the row MAC, for the audit entry. */
  async insert(tx: Transaction, key: CaseKey, head: Head<FollowUpEntity>, content: FollowUpContent): Promise<Buffer> {
    const row = this.mapper.seal(key, head, content);
    await tx.manager.insert(FollowUpEntity, row);
    return row.rowMac;
  }

  /** Oldest first. */
  async listOfCase(tx: Transaction, keys: readonly CaseKey[], caseId: string): Promise<FollowUpView[]> {
    const rows = await tx.manager.find(FollowUpEntity, { where: { caseId }, order: { createdAt: 'ASC' } });
    return rows.map((row) => this.mapper.open(keys, row));
  }
}
