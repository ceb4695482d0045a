import { Injectable } from '@nestjs/common';
import type { CaseKey } from '@an-tam/field-encryption';
import { consentViewSchema, type ConsentView } from '@an-tam/contracts';
import { EntitySealer, type Head } from '@an-tam/field-encryption/typeorm';
import { z } from 'zod';
import { ConsentEntity } from './consent.entity.js';

const termsSchema = consentViewSchema.omit({ id: true, withdrawnOn: true });
/** What was agreed, as sealed. */
export type ConsentTerms = z.infer<typeof termsSchema>;

@Injectable()
export class ConsentMapper {
  constructor(private readonly sealer: EntitySealer) {}

  seal(key: CaseKey, head: Head<ConsentEntity>, terms: ConsentTerms, withdrawnOn: string | null): ConsentEntity {
    return this.sealer.seal(ConsentEntity, key, head, { terms, withdrawnOn });
  }

  open(keys: readonly CaseKey[], row: ConsentEntity): ConsentView {
    const { terms, withdrawnOn } = this.sealer.open(ConsentEntity, keys, row);
    return { ...termsSchema.parse(terms), id: row.id, withdrawnOn };
  }
}
