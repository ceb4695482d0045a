import { Injectable } from '@nestjs/common';
import type { CaseKey } from '@an-tam/field-encryption';
import type { Head } from '@an-tam/field-encryption/typeorm';
import type { Transaction } from '@an-tam/persistence';
import { ScreeningEntity } from './screening.entity.js';
import { ScreeningMapper, type ScreeningContent } from './screening.mapper.js';

/** Screenings of a case that the transaction holds; sealed on the way in, opened on the way out. */
@Injectable()
export class ScreeningRepository {
  constructor(private readonly mapper: ScreeningMapper) {}

  /** @returns the row MAC, for the audit entry. */
  async insert(tx: Transaction, key: CaseKey, head: Head<ScreeningEntity>, content: ScreeningContent): Promise<Buffer> {
    const row = this.mapper.seal(key, head, content);
    await tx.manager.insert(ScreeningEntity, row);
    return row.rowMac;
  }

  async find(
    tx: Transaction,
    keys: readonly CaseKey[],
    caseId: string,
    id: string,
  ): Promise<(ScreeningContent & { id: string }) | null> {
    const row = await tx.manager.findOne(ScreeningEntity, { where: { id, caseId } });
    return row && this.mapper.open(keys, row);
  }

  /** Oldest first. */
  async listOfCase(
    tx: Transaction,
    keys: readonly CaseKey[],
    caseId: string,
  ): Promise<(ScreeningContent & { id: string })[]> {
    const rows = await tx.manager.find(ScreeningEntity, { where: { caseId }, order: { createdAt: 'ASC' } });
    return rows.map((row) => this.mapper.open(keys, row));
  }
}
