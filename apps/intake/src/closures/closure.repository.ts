import { Injectable } from '@nestjs/common';
import { closureViewSchema, type ClosureView } from '@an-tam/contracts';
import type { CaseKey } from '@an-tam/field-encryption';
import { EntitySealer, type Head } from '@an-tam/field-encryption/typeorm';
import type { Transaction } from '@an-tam/persistence';
import type { z } from 'zod';
import { ClosureEntity } from './closure.entity.js';

const contentSchema = closureViewSchema.pick({
  reason: true,
  outcome: true,
  note: true,
  openWork: true,
  remark: true,
  requestedOn: true,
  closedOn: true,
});
export type ClosureContent = z.infer<typeof contentSchema>;

/** A closure as stored, with what it says. */
export interface OpenedClosure {
  readonly row: ClosureEntity;
  readonly content: ClosureContent;
}

export const closureView = ({ row, content }: OpenedClosure): ClosureView => {
  const { id, version, state, requestedById, keepUntil } = row;
  return { id, version, state, requestedById, keepUntil, ...content };
};

/** Closures of a case that the transaction holds; sealed on the way in, opened on the way out. */
@Injectable()
export class ClosureRepository {
  constructor(private readonly sealer: EntitySealer) {}

  /** The last one of the case. */
  async findLast(tx: Transaction, keys: readonly CaseKey[], caseId: string): Promise<OpenedClosure | null> {
    const row = await tx.manager.findOne(ClosureEntity, { where: { caseId }, order: { createdAt: 'DESC' } });
    return row && { row, content: contentSchema.parse(this.sealer.open(ClosureEntity, keys, row).content) };
  }

  async save(
    tx: Transaction,
    key: CaseKey,
    head: Head<ClosureEntity>,
    content: ClosureContent,
  ): Promise<OpenedClosure> {
    const row = this.sealer.seal(ClosureEntity, key, head, { content });
    if (row.version === 1) await tx.manager.insert(ClosureEntity, row);
    else await tx.manager.update(ClosureEntity, { id: row.id, version: row.version - 1 }, row);
    return { row, content };
  }
}
