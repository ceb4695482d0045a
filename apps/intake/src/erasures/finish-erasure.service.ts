import { Inject, Injectable, Logger } from '@nestjs/common';
import { AuditLog } from '@an-tam/audit';
import type { CallContext } from '@an-tam/contracts';
import { BusinessCalendar } from '@an-tam/http';
import { UnitOfWork, type Transaction } from '@an-tam/persistence';
import { CaseKeys } from '../case-keys/index.js';
import type { CaseTombstoneEntity } from './case-tombstone.entity.js';
import { CaseTombstoneRepository } from './case-tombstone.repository.js';
import { backupsExpireOn } from './erasure.rules.js';
import { KEY_BACKUP_DAYS } from './key-backup-days.token.js';

/**
 * What follows the intent: keys first, then the rows. Every step can be repeated, so that whoever comes after a crash,
 * or at the same time, ends at the same place.
 */
@Injectable()
export class FinishErasureService {
  private readonly logger = new Logger('Erasure');

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly tombstones: CaseTombstoneRepository,
    private readonly keys: CaseKeys,
    private readonly audit: AuditLog,
    private readonly calendar: BusinessCalendar,
    @Inject(KEY_BACKUP_DAYS) private readonly backupDays: number,
  ) {}

  /** As {@link finish}; what fails is left for the reconciler. */
  async attempt(tombstone: Pick<CaseTombstoneEntity, 'id' | 'centreId'>, requestId: string): Promise<void> {
    try {
      await this.finish(tombstone, requestId);
    } catch (error) {
      this.logger.warn(`left to be finished (${error instanceof Error ? error.name : 'unknown'})`);
    }
  }

  /** @throws KeysUnavailableError when the case-key database is away; the next call goes on from there. */
  async finish({ id, centreId }: Pick<CaseTombstoneEntity, 'id' | 'centreId'>, requestId: string): Promise<void> {
    const context: CallContext = { actor: { system: 'erasure', organisationId: centreId }, requestId };
    const kekVersion = await this.keys.destroy(centreId, id);
    await this.unitOfWork.run(context, (tx) => this.noteKeysDestroyed(tx, id, kekVersion));
    await this.unitOfWork.run(context, (tx) => this.removeRows(tx, id));
  }

  private async noteKeysDestroyed(tx: Transaction, id: string, kekVersion: number): Promise<void> {
    const { state } = await this.tombstones.getLocked(tx, id);
    if (state !== 'intended') return;
    const keysDestroyedOn = this.calendar.today();
    await this.tombstones.update(tx, id, {
      state: 'keys_destroyed',
      kekVersion,
      keysDestroyedOn,
      backupsExpireOn: backupsExpireOn(keysDestroyedOn, this.backupDays),
    });
    await this.audit.append(tx, { action: 'erase', resource: 'CaseFile', recordId: id, caseId: id, purpose: 'keys' });
  }

  private async removeRows(tx: Transaction, id: string): Promise<void> {
    const { state } = await this.tombstones.getLocked(tx, id);
    if (state !== 'keys_destroyed') return;
    const records = await this.tombstones.deleteRows(tx, id);
    await this.tombstones.update(tx, id, { state: 'erased', records, erasedAt: new Date() });
    await this.audit.append(tx, { action: 'erase', resource: 'CaseFile', recordId: id, caseId: id, purpose: 'rows' });
  }
}
