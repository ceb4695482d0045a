import { Injectable } from '@nestjs/common';
import { carePlanViewSchema, casePlanSchema, type CarePlanView } from '@an-tam/contracts';
import type { CaseKey } from '@an-tam/field-encryption';
import { EntitySealer, type Head } from '@an-tam/field-encryption/typeorm';
import type { Transaction } from '@an-tam/persistence';
import type { z } from 'zod';
import { CarePlanEntity } from './care-plan.entity.js';

const contentSchema = carePlanViewSchema
  .pick({ goals: true, remark: true })
  // Plans written before it was kept have none.
  .extend({ history: casePlanSchema.shape.history.default([]) });
export type CarePlanContent = z.infer<typeof contentSchema>;

/** A plan as stored, with what it says. */
export interface OpenedPlan {
  readonly row: CarePlanEntity;
  readonly content: CarePlanContent;
}

export const planView = ({ row, content }: OpenedPlan): CarePlanView => {
  const { id, version, state, reviewOn, proposedById } = row;
  const { goals, remark } = content;
  return { id, version, state, reviewOn, proposedById, goals, remark };
};

/** The one plan of a case that the transaction holds; sealed on the way in, opened on the way out. */
@Injectable()
export class CarePlanRepository {
  constructor(private readonly sealer: EntitySealer) {}

  async find(tx: Transaction, keys: readonly CaseKey[], caseId: string): Promise<OpenedPlan | null> {
    const row = await tx.manager.findOneBy(CarePlanEntity, { caseId });
    return row && { row, content: contentSchema.parse(this.sealer.open(CarePlanEntity, keys, row).content) };
  }

  /** Writes the head's version of the plan, the first or the next one. */
  async save(tx: Transaction, key: CaseKey, head: Head<CarePlanEntity>, content: CarePlanContent): Promise<OpenedPlan> {
    const row = this.sealer.seal(CarePlanEntity, key, head, { content });
    if (row.version === 1) await tx.manager.insert(CarePlanEntity, row);
    else await tx.manager.update(CarePlanEntity, { id: row.id, version: row.version - 1 }, row);
    return { row, content };
  }
}
