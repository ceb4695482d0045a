import { Injectable } from '@nestjs/common';
import type { Transaction } from '@an-tam/persistence';

/** How long a code may be taken up, in days. */
const lifeDays = 7;

/** One-time codes that set up a sign-in, found by their keyed hash. */
@Injectable()
export class EnrolmentCodeRepository {
  /** Puts a code in place of the account's earlier one. */
  async set(tx: Transaction, accountId: string, hash: Buffer): Promise<void> {
    await tx.manager.query(
      `INSERT INTO enrolment_code (account_id, hash, expires_at)
        VALUES ($1, $2, now() + make_interval(days => ${lifeDays}))
        ON CONFLICT (account_id) DO UPDATE SET hash = excluded.hash, expires_at = excluded.expires_at`,
      [accountId, hash],
    );
  }

  /** @returns whose sign-in the code sets up, or null. */
  async find(tx: Transaction, hash: Buffer): Promise<string | null> {
    const rows: { accountId: string }[] = await tx.manager.query(
      'SELECT account_id AS "accountId" FROM enrolment_code WHERE hash = $1 AND expires_at > now()',
      [hash],
    );
    return rows[0]?.accountId ?? null;
  }

  /** @returns false when it was used or replaced meanwhile. */
  async take(tx: Transaction, hash: Buffer): Promise<boolean> {
    const [, taken]: [unknown, number] = await tx.manager.query(
      'DELETE FROM enrolment_code WHERE hash = $1 AND expires_at > now()',
      [hash],
    );
    return taken === 1;
  }

  /** Codes of an account that has no place any more. */
  async end(tx: Transaction, accountId: string): Promise<void> {
    await tx.manager.query('DELETE FROM enrolment_code WHERE account_id = $1', [accountId]);
  }
}
