import { Injectable } from '@nestjs/common';
import { screeningAnswersSchema, screeningViewSchema } from '@an-tam/contracts';
import type { CaseKey } from '@an-tam/field-encryption';
import { EntitySealer, type Head } from '@an-tam/field-encryption/typeorm';
import { z } from 'zod';
import { ScreeningEntity } from './screening.entity.js';

const contentSchema = screeningViewSchema.omit({ id: true }).extend({ answers: screeningAnswersSchema });
/** A screening as sealed: the answers with the version of the questionnaire that asked them. */
export type ScreeningContent = z.infer<typeof contentSchema>;

@Injectable()
export class ScreeningMapper {
  constructor(private readonly sealer: EntitySealer) {}

  seal(key: CaseKey, head: Head<ScreeningEntity>, content: ScreeningContent): ScreeningEntity {
    return this.sealer.seal(ScreeningEntity, key, head, { content });
  }

  open(keys: readonly CaseKey[], row: ScreeningEntity): ScreeningContent & { id: string } {
    const { content } = this.sealer.open(ScreeningEntity, keys, row);
    return { ...contentSchema.parse(content), id: row.id };
  }
}
