import { Injectable } from '@nestjs/common';
import { AuditLog } from '@an-tam/audit';
import { isSystemActor, type CallContext } from '@an-tam/contracts';
import type { Transaction } from '@an-tam/persistence';
import { HasFoldedFilesError, type CaseFileEntity } from '../case-access/index.js';
import { CaseKeys } from '../case-keys/index.js';
import { CaseReferralRepository, ReferralWriter } from '../referrals/index.js';
import { CaseTombstoneRepository } from './case-tombstone.repository.js';

/** The first step of an erasure, in the transaction that holds the case: from its commit on nobody reaches the case. */
@Injectable()
export class IntendErasureService {
  constructor(
    private readonly tombstones: CaseTombstoneRepository,
    private readonly referrals: CaseReferralRepository,
    private readonly writer: ReferralWriter,
    private readonly keys: CaseKeys,
    private readonly audit: AuditLog,
  ) {}

  /**
   * Recipients are told to stop while the case can still be written to; the intent comes last.
   * @throws HasFoldedFilesError: each file of a merge is erased for itself, after they were taken apart
   */
  async intend(tx: Transaction, { actor }: CallContext, { id, centreId, code }: CaseFileEntity): Promise<void> {
    if (await this.tombstones.hasFolded(tx, id)) throw new HasFoldedFilesError();
    const live = await this.referrals.listLiveOfCase(tx, id);
    if (live.length > 0) {
      await this.audit.append(tx, {
        action: 'key-use',
        resource: 'CaseFile',
        recordId: id,
        caseId: id,
        purpose: 'erase',
      });
      const keys = await this.keys.of(centreId, id);
      for (const referral of live) await this.writer.withdraw(tx, keys, referral);
    }
    await this.audit.append(tx, { action: 'erase', resource: 'CaseFile', recordId: id, caseId: id, purpose: 'intent' });
    await this.tombstones.insert(tx, {
      id,
      centreId,
      code,
      state: 'intended',
      keyVersions: await this.keys.countVersions(centreId, id),
      records: 0,
      intendedById: isSystemActor(actor) ? null : actor.accountId,
      intendedAt: new Date(),
      kekVersion: null,
      keysDestroyedOn: null,
      backupsExpireOn: null,
      erasedAt: null,
    });
  }
}
