import { Injectable } from '@nestjs/common';
import { followUpViewSchema, type FollowUpView } from '@an-tam/contracts';
import type { CaseKey } from '@an-tam/field-encryption';
import { z } from 'zod';
import { RowSealer, type RowPlace } from '../sealing/index.js';
import type { FollowUpEntity } from './follow-up.entity.js';

const contentSchema = followUpViewSchema.omit({ id: true });
export type FollowUpContent = z.infer<typeof contentSchema>;
export type FollowUpHead = Pick<FollowUpEntity, 'id' | 'caseId' | 'centreId' | 'version'>;

const placeOf = (row: FollowUpHead): RowPlace => ({
  table: 'follow_up',
  id: row.id,
  caseId: row.caseId,
  version: row.version,
  policy: { centre_id: row.centreId },
});

@Injectable()
export class FollowUpMapper {
  constructor(private readonly sealer: RowSealer) {}

  seal(key: CaseKey, head: FollowUpHead, content: FollowUpContent): FollowUpEntity {
    const { columns, rowMac } = this.sealer.seal(key, placeOf(head), { content });
    if (!columns['content']) throw new Error('The registry does not seal follow_up.content.');
    return { ...head, content: columns['content'], rowMac };
  }

  open(keys: readonly CaseKey[], row: FollowUpEntity): FollowUpView {
    const opened = this.sealer.open(keys, placeOf(row), { content: row.content }, row.rowMac);
    return { ...contentSchema.parse(opened['content']), id: row.id };
  }
}
