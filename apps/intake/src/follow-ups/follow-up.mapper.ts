import { Injectable } from '@nestjs/common';
import { followUpViewSchema, type FollowUpView } from '@an-tam/contracts';
import type { CaseKey } from '@an-tam/field-encryption';
import { EntitySealer, type Head } from '@an-tam/field-encryption/typeorm';
import { z } from 'zod';
import { FollowUpEntity } from './follow-up.entity.js';

const contentSchema = followUpViewSchema.omit({ id: true });
export type FollowUpContent = z.infer<typeof contentSchema>;

@Injectable()
export class FollowUpMapper {
  constructor(private readonly sealer: EntitySealer) {}

  seal(key: CaseKey, head: Head<FollowUpEntity>, content: FollowUpContent): FollowUpEntity {
    return this.sealer.seal(FollowUpEntity, key, head, { content });
  }

  open(keys: readonly CaseKey[], row: FollowUpEntity): FollowUpView {
    const { content } = this.sealer.open(FollowUpEntity, keys, row);
    return { ...contentSchema.parse(content), id: row.id };
  }
}
