import { Injectable } from '@nestjs/common';
import type { Transaction } from '@an-tam/persistence';

/** Members of staff whom clients do not want to know their files; of cases that the transaction has loaded. */
@Injectable()
export class ExclusionRepository {
  /** Accounts, in the order of their ids. */
  async listOfCase(tx: Transaction, caseId: string): Promise<string[]> {
    const rows: { accountId: string }[] = await tx.manager.query(
      `SELECT account_id AS "accountId" FROM case_exclusion WHERE case_id = $1 ORDER BY account_id`,
      [caseId],
    );
    return rows.map(({ accountId }) => accountId);
  }

  async insert(
    tx: Transaction,
    exclusion: { caseId: string; centreId: string; accountId: string; recordedById: string },
  ): Promise<void> {
    const { caseId, centreId, accountId, recordedById } = exclusion;
    await tx.manager.query(
      'INSERT INTO case_exclusion (case_id, centre_id, account_id, recorded_by_id) VALUES ($1, $2, $3, $4)',
      [caseId, centreId, accountId, recordedById],
    );
  }

  async delete(tx: Transaction, caseId: string, accountId: string): Promise<void> {
    await tx.manager.query('DELETE FROM case_exclusion WHERE case_id = $1 AND account_id = $2', [caseId, accountId]);
  }
}
