import { Injectable } from '@nestjs/common';
import { EVENTS } from '@an-tam/disclosure-control';
import type { CaseKey } from '@an-tam/field-encryption';
import { EntitySealer, type Head } from '@an-tam/field-encryption/typeorm';
import { z } from 'zod';
import { CaseCountEntity } from './case-count.entity.js';
import type { CountedShare } from './case-facts.js';

const shareSchema = z.object({ unit: z.string(), events: z.array(z.enum(EVENTS)), holder: z.boolean() });

@Injectable()
export class CaseCountMapper {
  constructor(private readonly sealer: EntitySealer) {}

  /** Of what may hold more than a share, seals the share alone. */
  seal(key: CaseKey, head: Head<CaseCountEntity>, { unit, events, holder }: CountedShare): CaseCountEntity {
    return this.sealer.seal(CaseCountEntity, key, head, { content: { unit, events, holder } });
  }

  open(keys: readonly CaseKey[], row: CaseCountEntity): CountedShare {
    return shareSchema.parse(this.sealer.open(CaseCountEntity, keys, row).content);
  }
}
