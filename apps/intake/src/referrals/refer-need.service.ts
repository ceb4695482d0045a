import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { CaseReferralView, ReferNeed, UserContext } from '@an-tam/contracts';
import { BusinessCalendar } from '@an-tam/http';
import { LoadCaseService } from '../case-access/index.js';
import { ConsentNotCoveringError, coversReferral } from '../consents/index.js';
import { CodeChecks, INTAKE_CONFIG, type IntakeConfig } from '../reference-data/index.js';
import { ReferralSources } from './referral-sources.js';
import { ReferralWriter } from './referral-writer.js';

/** Chuyển gửi: sends one need to one service, with exactly what the recorded consent covers. */
@Injectable()
export class ReferNeedService {
  constructor(
    private readonly cases: LoadCaseService,
    private readonly sources: ReferralSources,
    private readonly writer: ReferralWriter,
    private readonly checks: CodeChecks,
    private readonly calendar: BusinessCalendar,
    @Inject(INTAKE_CONFIG) private readonly config: IntakeConfig,
  ) {}

  /** @throws InvalidInputError, ConsentNotFoundError, ConsentNotCoveringError, PartnerKeyNotPinnedError, StaleCaseError */
  async refer(context: UserContext, caseId: string, input: ReferNeed): Promise<CaseReferralView> {
    this.checks.refuse(this.checks.need('needCode', input.needCode));
    const today = this.calendar.today();
    return this.cases.run(context, caseId, { action: 'update', version: input.caseVersion }, async (tx, caseFile) => {
      const id = randomUUID();
      const { keys, consent, fields } = await this.sources.withConsent(tx, caseFile, id, input);
      if (
        !coversReferral(consent, { organisationId: input.organisationId, needCode: input.needCode, today }, this.config)
      ) {
        throw new ConsentNotCoveringError();
      }
      this.checks.refuse(
        this.config.consentForms.faults('consentId', consent.form, {
          purpose: 'referral',
          needCode: input.needCode,
          categories: consent.dataCategories,
        }),
      );
      return this.writer.send(
        tx,
        keys,
        { ...input, id, caseId, centreId: caseFile.centreId, requestedOn: today },
        consent,
        fields,
      );
    });
  }
}
