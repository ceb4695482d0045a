import { Injectable } from '@nestjs/common';
import { AuditLog } from '@an-tam/audit';
import type { ConsentView, UserContext } from '@an-tam/contracts';
import { BusinessCalendar } from '@an-tam/http';
import { OutboxDispatcher } from '@an-tam/outbox';
import { LoadCaseService } from '../case-access/index.js';
import { CaseKeys } from '../case-keys/index.js';
import { EndConsentService } from './end-consent.service.js';

/** How long an answer waits for the recipients' access to have ended; the message is sent in any case. */
const waitMilliseconds = 3_000;

/** Rút lại sự đồng ý: always succeeds, ends the access it gave, and says whether the recipients already know. */
@Injectable()
export class WithdrawConsentService {
  constructor(
    private readonly cases: LoadCaseService,
    private readonly keys: CaseKeys,
    private readonly consents: EndConsentService,
    private readonly dispatcher: OutboxDispatcher,
    private readonly calendar: BusinessCalendar,
    private readonly audit: AuditLog,
  ) {}

  /** Withdrawing twice answers like the first time. @throws CaseNotFoundError, ConsentNotFoundError */
  async withdraw(
    context: UserContext,
    caseId: string,
    consentId: string,
  ): Promise<{ consent: ConsentView; recipientsTold: boolean }> {
    // A closed case can be withdrawn from as well, so the case is only read.
    const { consent, ended } = await this.cases.run(context, caseId, { action: 'read' }, async (tx, { centreId }) => {
      await this.audit.append(tx, { action: 'key-use', resource: 'Consent', recordId: consentId, caseId });
      return this.consents.end(tx, await this.keys.of(centreId, caseId), {
        caseId,
        consentId,
        withdrawnOn: this.calendar.today(),
      });
    });
    const told = await Promise.all(
      ended.map((referralId) => this.dispatcher.settled('referral', referralId, waitMilliseconds)),
    );
    return { consent, recipientsTold: told.every(Boolean) };
  }
}
