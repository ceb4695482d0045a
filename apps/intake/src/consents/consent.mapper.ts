import { Injectable } from '@nestjs/common';
import type { CaseKey } from '@an-tam/field-encryption';
import { consentViewSchema, type ConsentView } from '@an-tam/contracts';
import { z } from 'zod';
import { RowSealer, type RowPlace } from '../sealing/index.js';
import type { ConsentEntity } from './consent.entity.js';

const termsSchema = consentViewSchema.omit({ id: true, withdrawnOn: true });
/** What was agreed, as sealed. */
export type ConsentTerms = z.infer<typeof termsSchema>;

type ConsentHead = Pick<ConsentEntity, 'id' | 'caseId' | 'centreId' | 'version' | 'status'>;

const placeOf = (row: ConsentHead): RowPlace => ({
  table: 'consent',
  id: row.id,
  caseId: row.caseId,
  version: row.version,
  policy: { centre_id: row.centreId, status: row.status },
});

@Injectable()
export class ConsentMapper {
  constructor(private readonly sealer: RowSealer) {}

  seal(key: CaseKey, head: ConsentHead, terms: ConsentTerms, withdrawnOn: string | null): ConsentEntity {
    const { columns, rowMac } = this.sealer.seal(key, placeOf(head), { terms, withdrawn_on: withdrawnOn });
    const { terms: sealedTerms, withdrawn_on: sealedDay } = columns;
    if (!sealedTerms || !sealedDay) throw new Error('The registry does not seal the columns of consent.');
    return { ...head, terms: sealedTerms, withdrawnOn: sealedDay, rowMac };
  }

  open(keys: readonly CaseKey[], row: ConsentEntity): ConsentView {
    const opened = this.sealer.open(
      keys,
      placeOf(row),
      { terms: row.terms, withdrawn_on: row.withdrawnOn },
      row.rowMac,
    );
    return { ...termsSchema.parse(opened['terms']), id: row.id, withdrawnOn: opened['withdrawn_on'] as string | null };
  }
}
