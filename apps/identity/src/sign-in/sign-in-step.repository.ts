import { Injectable } from '@nestjs/common';
import type { Transaction } from '@an-tam/persistence';

const lifeMinutes = 10;

/** Sign-ins whose password was right, between the two steps. */
@Injectable()
export class SignInStepRepository {
  async begin(tx: Transaction, interactionUid: string, accountId: string): Promise<void> {
    await tx.manager.query('DELETE FROM sign_in_step WHERE expires_at < now()');
    await tx.manager.query(
      `INSERT INTO sign_in_step (interaction_uid, account_id, sign_in_version, expires_at)
        SELECT $1, id, sign_in_version, now() + make_interval(mins => ${lifeMinutes}) FROM account WHERE id = $2
        ON CONFLICT (interaction_uid) DO UPDATE SET account_id = excluded.account_id,
          sign_in_version = excluded.sign_in_version, expires_at = excluded.expires_at`,
      [interactionUid, accountId],
    );
  }

  /** @returns whose password it was; null when there is none, or it has been changed since. */
  async find(tx: Transaction, interactionUid: string): Promise<string | null> {
    const rows: { accountId: string }[] = await tx.manager.query(
      `SELECT s.account_id AS "accountId"
         FROM sign_in_step s JOIN account a ON a.id = s.account_id AND a.sign_in_version = s.sign_in_version
        WHERE s.interaction_uid = $1 AND s.expires_at > now()`,
      [interactionUid],
    );
    return rows[0]?.accountId ?? null;
  }

  async end(tx: Transaction, interactionUid: string): Promise<void> {
    await tx.manager.query('DELETE FROM sign_in_step WHERE interaction_uid = $1', [interactionUid]);
  }
}
