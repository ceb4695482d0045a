import { Injectable } from '@nestjs/common';
import type { Transaction } from '@an-tam/persistence';

@Injectable()
export class OrphanKeyRepository {
  /** Which of these ids belong to a pending contact, to a case, or to one that is being erased or was. */
  async listKnown(tx: Transaction, caseIds: readonly string[]): Promise<ReadonlySet<string>> {
    const rows: { id: string }[] = await tx.manager.query(
      ['case_file', 'case_tombstone', 'pending_contact']
        .map((table) => `SELECT id FROM ${table} WHERE id = ANY ($1)`)
        .join(' UNION '),
      [caseIds],
    );
    return new Set(rows.map(({ id }) => id));
  }
}
