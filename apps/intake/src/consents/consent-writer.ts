import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { AuditLog } from '@an-tam/audit';
import type { ConsentView, FieldError, GiveConsent } from '@an-tam/contracts';
import type { CaseKey } from '@an-tam/field-encryption';
import { addDuration, BusinessCalendar } from '@an-tam/http';
import { together, type Transaction } from '@an-tam/persistence';
import { INTAKE_CONFIG, type IntakeConfig } from '../reference-data/index.js';
import { ConsentMapper, type ConsentTerms } from './consent.mapper.js';
import { ConsentRepository } from './consent.repository.js';
import { faultsOfConsent, wordingOf } from './consent.rules.js';

/** Writes one consent into a transaction that holds its case: when a file is opened, and later on. */
@Injectable()
export class ConsentWriter {
  constructor(
    private readonly consents: ConsentRepository,
    private readonly mapper: ConsentMapper,
    private readonly audit: AuditLog,
    private readonly calendar: BusinessCalendar,
    @Inject(INTAKE_CONFIG) private readonly config: IntakeConfig,
  ) {}

  /** What is wrong with the consent, field by field; check it before the transaction. */
  faults(input: GiveConsent): FieldError[] {
    return faultsOfConsent(input, this.config, this.calendar.today());
  }

  async write(
    tx: Transaction,
    key: CaseKey,
    of: { caseId: string; centreId: string },
    input: GiveConsent,
  ): Promise<ConsentView> {
    const wording = wordingOf(this.config, input.wordingVersion);
    if (!wording) throw new Error('A consent is checked with faults() before it is written.');
    const givenOn = this.calendar.today();
    const terms: ConsentTerms = {
      purpose: input.purpose,
      recipientOrganisationId: input.recipientOrganisationId ?? null,
      dataCategories: input.purpose === 'referral' ? input.dataCategories : wording.data_categories,
      form: input.form,
      wordingVersion: input.wordingVersion,
      givenOn,
      expiresOn: input.expiresOn ?? addDuration(givenOn, wording.default_expiry),
    };
    const row = this.mapper.seal(key, { ...of, id: randomUUID(), version: 1, status: 'given' }, terms, null);
    await together([
      this.consents.insert(tx, row),
      this.audit.append(tx, {
        action: 'create',
        resource: 'Consent',
        recordId: row.id,
        caseId: of.caseId,
        rowVersion: row.version,
        rowMac: row.rowMac,
      }),
    ]);
    return { ...terms, id: row.id, withdrawnOn: null };
  }
}
