import { Injectable } from '@nestjs/common';
import { AuditLog } from '@an-tam/audit';
import { RowCodec } from '@an-tam/field-encryption';
import type { Transaction } from '@an-tam/persistence';
import { CaseKeys, newestKey } from '../case-keys/index.js';
import { SealedRowRepository } from '../key-rotations/index.js';
import { sealedTables } from '../sealing/index.js';

/** Writes every sealed row of a case as one of another centre: the row MAC binds the centre, indexes are of its key. */
@Injectable()
export class MovedRows {
  constructor(
    private readonly rows: SealedRowRepository,
    private readonly keys: CaseKeys,
    private readonly codec: RowCodec,
    private readonly audit: AuditLog,
  ) {}

  /**
   * The keys are those that were wrapped for the new centre: what does not open with them does not go.
   * @throws RowUnreadableError, having changed nothing, when a row is not as it was written
   */
  async move(tx: Transaction, caseId: string, toCentreId: string, assigneeId: string): Promise<void> {
    const keys = await this.keys.of(toCentreId, caseId);
    const bik = await this.keys.indexKey(toCentreId);
    const ofRow = { centre_id: toCentreId };
    const ofFile = { ...ofRow, team_id: null, assignee_id: assigneeId, opened_by_id: assigneeId };
    for (const table of sealedTables)
      for (const row of await this.rows.listOfCase(tx, table, caseId)) {
        const changes = table.table === 'case_file' ? ofFile : ofRow;
        const columns = this.codec.reseal(keys, table.table, row, newestKey(keys), bik, changes);
        await this.rows.replace(tx, table, row, columns);
        const rowMac = columns['row_mac'];
        await this.audit.append(tx, {
          action: 'transfer',
          resource: table.resource,
          recordId: String(row['id']),
          caseId,
          rowVersion: Number(row['version']),
          ...(rowMac instanceof Buffer && { rowMac }),
        });
      }
  }
}
