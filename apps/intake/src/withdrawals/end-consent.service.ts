import { Injectable } from '@nestjs/common';
import { AuditLog } from '@an-tam/audit';
import type { ConsentView } from '@an-tam/contracts';
import type { CaseKey } from '@an-tam/field-encryption';
import type { Transaction } from '@an-tam/persistence';
import { newestKey } from '../case-keys/index.js';
import { ConsentMapper, ConsentNotFoundError, ConsentRepository } from '../consents/index.js';
import { CaseReferralRepository, ReferralWriter } from '../referrals/index.js';

/** Ends one consent and every live referral that rests on it, in the caller's transaction. */
@Injectable()
export class EndConsentService {
  constructor(
    private readonly consents: ConsentRepository,
    private readonly mapper: ConsentMapper,
    private readonly referrals: CaseReferralRepository,
    private readonly writer: ReferralWriter,
    private readonly audit: AuditLog,
  ) {}

  /** @returns the consent as it stands and the referrals that ended with it. */
  async end(
    tx: Transaction,
    keys: readonly CaseKey[],
    of: { caseId: string; consentId: string; withdrawnOn: string },
  ): Promise<{ consent: ConsentView; ended: string[] }> {
    const row = await this.consents.findLocked(tx, of.caseId, of.consentId);
    if (!row) throw new ConsentNotFoundError();
    const { id, withdrawnOn, ...terms } = this.mapper.open(keys, row);
    if (withdrawnOn !== null) return { consent: { ...terms, id, withdrawnOn }, ended: [] };
    const head = {
      id,
      caseId: row.caseId,
      centreId: row.centreId,
      version: row.version + 1,
      status: 'withdrawn' as const,
    };
    const next = this.mapper.seal(newestKey(keys), head, terms, of.withdrawnOn);
    await this.consents.update(tx, next);
    await this.audit.append(tx, {
      action: 'withdraw',
      resource: 'Consent',
      recordId: id,
      caseId: of.caseId,
      rowVersion: next.version,
      rowMac: next.rowMac,
    });
    const live = await this.referrals.listLiveOfConsent(tx, id);
    for (const referral of live) await this.writer.withdraw(tx, keys, referral);
    return { consent: { ...terms, id, withdrawnOn: of.withdrawnOn }, ended: live.map((r) => r.id) };
  }
}
