import { Injectable } from '@nestjs/common';
import { EVENTS } from '@an-tam/disclosure-control';
import type { CaseKey } from '@an-tam/field-encryption';
import { z } from 'zod';
import { RowSealer, type RowPlace } from '../sealing/index.js';
import type { CaseCountEntity } from './case-count.entity.js';
import type { CountedShare } from './case-facts.js';

const shareSchema = z.object({ unit: z.string(), events: z.array(z.enum(EVENTS)), holder: z.boolean() });
export type CaseCountHead = Omit<CaseCountEntity, 'content' | 'rowMac'>;

const placeOf = (row: CaseCountHead): RowPlace => ({
  table: 'case_count',
  id: row.id,
  caseId: row.caseId,
  version: row.version,
  policy: { centre_id: row.centreId, plan: row.plan, plan_year: row.planYear },
});

@Injectable()
export class CaseCountMapper {
  constructor(private readonly sealer: RowSealer) {}

  seal(key: CaseKey, head: CaseCountHead, { unit, events, holder }: CountedShare): CaseCountEntity {
    const { columns, rowMac } = this.sealer.seal(key, placeOf(head), { content: { unit, events, holder } });
    if (!columns['content']) throw new Error('The registry does not seal case_count.content.');
    return { ...head, content: columns['content'], rowMac };
  }

  open(keys: readonly CaseKey[], row: CaseCountEntity): CountedShare {
    const opened = this.sealer.open(keys, placeOf(row), { content: row.content }, row.rowMac);
    return shareSchema.parse(opened['content']);
  }
}
