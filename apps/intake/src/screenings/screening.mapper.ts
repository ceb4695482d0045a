import { Injectable } from '@nestjs/common';
import { screeningAnswersSchema, screeningViewSchema } from '@an-tam/contracts';
import type { CaseKey } from '@an-tam/field-encryption';
import { z } from 'zod';
import { RowSealer, type RowPlace } from '../sealing/index.js';
import type { ScreeningEntity } from './screening.entity.js';

const contentSchema = screeningViewSchema.omit({ id: true }).extend({ answers: screeningAnswersSchema });
/** A screening as sealed: the answers with the version of the questionnaire that asked them. */
export type ScreeningContent = z.infer<typeof contentSchema>;

export type ScreeningHead = Pick<ScreeningEntity, 'id' | 'caseId' | 'centreId' | 'version'>;

const placeOf = (row: ScreeningHead): RowPlace => ({
  table: 'screening',
  id: row.id,
  caseId: row.caseId,
  version: row.version,
  policy: { centre_id: row.centreId },
});

@Injectable()
export class ScreeningMapper {
  constructor(private readonly sealer: RowSealer) {}

  seal(key: CaseKey, head: ScreeningHead, content: ScreeningContent): ScreeningEntity {
    const { columns, rowMac } = this.sealer.seal(key, placeOf(head), { content });
    if (!columns['content']) throw new Error('The registry does not seal screening.content.');
    return { ...head, content: columns['content'], rowMac };
  }

  open(keys: readonly CaseKey[], row: ScreeningEntity): ScreeningContent & { id: string } {
    const opened = this.sealer.open(keys, placeOf(row), { content: row.content }, row.rowMac);
    return { ...contentSchema.parse(opened['content']), id: row.id };
  }
}
