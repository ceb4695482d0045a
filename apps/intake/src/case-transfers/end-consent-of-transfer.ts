import { Injectable } from '@nestjs/common';
import { AuditLog } from '@an-tam/audit';
import { BusinessCalendar } from '@an-tam/http';
import type { Transaction } from '@an-tam/persistence';
import { CaseKeys } from '../case-keys/index.js';
import { FindConsentsQuery } from '../consents/index.js';
import { EndConsentService } from '../withdrawals/index.js';

/** Ends consents of a case as of today, in a transaction that holds the case or its transfer. */
@Injectable()
export class EndConsentOfTransfer {
  constructor(
    private readonly keys: CaseKeys,
    private readonly given: FindConsentsQuery,
    private readonly consents: EndConsentService,
    private readonly calendar: BusinessCalendar,
    private readonly audit: AuditLog,
  ) {}

  async end(tx: Transaction, centreId: string, caseId: string, consentIds: readonly string[]): Promise<void> {
    const use = { action: 'key-use', resource: 'Consent', recordId: caseId, caseId, purpose: 'transfer' };
    await this.audit.append(tx, use);
    const keys = await this.keys.of(centreId, caseId);
    const withdrawnOn = this.calendar.today();
    for (const consentId of consentIds) await this.consents.end(tx, keys, { caseId, consentId, withdrawnOn });
  }

  /** Those to be helped by the centre that the case has left; what she agreed to with others stands. */
  async endThoseOfCentre(tx: Transaction, centreId: string, caseId: string): Promise<void> {
    const given = await this.given.listOfCase(tx, await this.keys.of(centreId, caseId), caseId);
    const own = given.filter(({ purpose, withdrawnOn }) => purpose === 'case_management' && withdrawnOn === null);
    await this.end(
      tx,
      centreId,
      caseId,
      own.map(({ id }) => id),
    );
  }
}
