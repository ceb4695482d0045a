import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { AuditLog } from '@an-tam/audit';
import type { CallContext } from '@an-tam/contracts';
import { RowCodec, type CaseKey, type VersionedKey } from '@an-tam/field-encryption';
import { UnitOfWork, type Transaction } from '@an-tam/persistence';
import { newestKey } from '../case-keys/index.js';
import { sealedTables } from '../sealing/index.js';
import { SealedRowRepository } from './sealed-row.repository.js';

/** The keys of a case, asked for while it is held. */
export interface ResealKeys {
  readonly keys: readonly CaseKey[];
  /** When given, every index is made anew as well. */
  readonly bik?: VersionedKey;
}

/** The caller of everything that rotation does at one centre. */
export const rotationAt = (organisationId: string): CallContext => ({
  actor: { system: 'key-rotation', organisationId },
  requestId: randomUUID(),
});

/** Seals every row of one case anew under its newest key, in one transaction that holds the case. */
@Injectable()
export class CaseResealer {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly rows: SealedRowRepository,
    private readonly codec: RowCodec,
    private readonly audit: AuditLog,
  ) {}

  /**
   * @returns false when somebody else holds the case or it is gone
   * @throws RowUnreadableError, having changed nothing, when a row is not as it was written
   */
  async reseal(centreId: string, caseId: string, askForKeys: () => Promise<ResealKeys>): Promise<boolean> {
    return this.unitOfWork.run(rotationAt(centreId), async (tx) => {
      if (!(await this.rows.holdCase(tx, caseId))) return false;
      const use = { action: 'key-use', resource: 'CaseFile', recordId: caseId, caseId, purpose: 'rotation' };
      await this.audit.append(tx, use);
      await this.resealRows(tx, caseId, await askForKeys());
      return true;
    });
  }

  /** The audit log knows the new MAC of every row: one put back from before does not fit its last entry. */
  private async resealRows(tx: Transaction, caseId: string, { keys, bik }: ResealKeys): Promise<void> {
    for (const table of sealedTables)
      for (const row of await this.rows.listOfCase(tx, table, caseId)) {
        const columns = this.codec.reseal(keys, table.table, row, newestKey(keys), bik);
        await this.rows.replace(tx, table, row, columns);
        const rowMac = columns['row_mac'];
        await this.audit.append(tx, {
          action: 'reseal',
          resource: table.resource,
          recordId: String(row['id']),
          caseId,
          rowVersion: Number(row['version']),
          ...(rowMac instanceof Buffer && { rowMac }),
        });
      }
  }
}
