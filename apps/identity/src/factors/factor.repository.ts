import { Injectable } from '@nestjs/common';
import type { Transaction } from '@an-tam/persistence';

export interface AuthenticatorAppRow {
  readonly sealedSecret: Buffer;
  /** Time step of the last code taken. */
  readonly lastStep: number;
}

/** What an account has to prove itself with beside the password. */
export interface HeldFactors {
  readonly appAddedAt: Date | null;
  readonly passkeys: number;
  readonly recoveryCodes: number;
}

/** Authenticator apps and recovery codes. Row security shows a person the own ones, sign-in and upkeep all. */
@Injectable()
export class FactorRepository {
  async held(tx: Transaction, accountId: string): Promise<HeldFactors> {
    const rows: HeldFactors[] = await tx.manager.query(
      `SELECT (SELECT added_at FROM authenticator_app WHERE account_id = $1) AS "appAddedAt",
              (SELECT count(*) FROM passkey WHERE account_id = $1)::int AS passkeys,
              (SELECT count(*) FROM recovery_code WHERE account_id = $1)::int AS "recoveryCodes"`,
      [accountId],
    );
    return rows[0] ?? { appAddedAt: null, passkeys: 0, recoveryCodes: 0 };
  }

  async findApp(tx: Transaction, accountId: string): Promise<AuthenticatorAppRow | null> {
    const rows: AuthenticatorAppRow[] = await tx.manager.query(
      `SELECT sealed_secret AS "sealedSecret", last_step::float8 AS "lastStep" FROM authenticator_app
        WHERE account_id = $1`,
      [accountId],
    );
    return rows[0] ?? null;
  }

  /** Puts an app in place of the one before. */
  async setApp(tx: Transaction, accountId: string, app: AuthenticatorAppRow): Promise<void> {
    await tx.manager.query(
      `INSERT INTO authenticator_app (account_id, sealed_secret, last_step) VALUES ($1, $2, $3)
        ON CONFLICT (account_id) DO UPDATE
          SET sealed_secret = excluded.sealed_secret, last_step = excluded.last_step, added_at = now()`,
      [accountId, app.sealedSecret, app.lastStep],
    );
  }

  /** @returns false when a code of this step or a later one was taken before, also by a request at the same moment. */
  async takeStep(tx: Transaction, accountId: string, step: number): Promise<boolean> {
    const [, changed]: [unknown, number] = await tx.manager.query(
      'UPDATE authenticator_app SET last_step = $2 WHERE account_id = $1 AND last_step < $2',
      [accountId, step],
    );
    return changed === 1;
  }

  async removeApp(tx: Transaction, accountId: string): Promise<boolean> {
    const [, removed]: [unknown, number] = await tx.manager.query(
      'DELETE FROM authenticator_app WHERE account_id = $1',
      [accountId],
    );
    return removed === 1;
  }

  /** Puts new recovery codes in place of all before. */
  async setRecoveryCodes(tx: Transaction, accountId: string, hashes: readonly Buffer[]): Promise<void> {
    await tx.manager.query('DELETE FROM recovery_code WHERE account_id = $1', [accountId]);
    await tx.manager.query('INSERT INTO recovery_code (account_id, hash) SELECT $1, unnest($2::bytea[])', [
      accountId,
      [...hashes],
    ]);
  }

  /** Takes away all that proved the account's owner beside the password, and ends the sign-ins made with it. */
  async endAll(tx: Transaction, accountId: string): Promise<void> {
    for (const table of ['authenticator_app', 'recovery_code', 'passkey'])
      await tx.manager.query(`DELETE FROM ${table} WHERE account_id = $1`, [accountId]);
    await tx.manager.query('UPDATE account SET sign_in_version = sign_in_version + 1 WHERE id = $1', [accountId]);
  }

  /** @returns whether it was one of the account's; it is gone now. */
  async takeRecoveryCode(tx: Transaction, accountId: string, hash: Buffer): Promise<boolean> {
    const [, taken]: [unknown, number] = await tx.manager.query(
      'DELETE FROM recovery_code WHERE account_id = $1 AND hash = $2',
      [accountId, hash],
    );
    return taken === 1;
  }
}
