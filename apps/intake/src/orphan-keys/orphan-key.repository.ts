import { Injectable } from '@nestjs/common';
import type { Transaction } from '@an-tam/persistence';

@Injectable()
export class OrphanKeyRepository {
  /** Which of these ids belong to a case, or to one that is being erased or was. */
  async listKnown(tx: Transaction, caseIds: readonly string[]): Promise<ReadonlySet<string>> {
    const rows: { id: string }[] = await tx.manager.query(
      `SELECT id FROM case_file WHERE id = ANY ($1) UNION SELECT id FROM case_tombstone WHERE id = ANY ($1)`,
      [caseIds],
    );
    return new Set(rows.map(({ id }) => id));
  }
}
