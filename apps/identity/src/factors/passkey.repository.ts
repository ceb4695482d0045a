import { Injectable } from '@nestjs/common';
import type { Transaction } from '@an-tam/persistence';

export interface PasskeyRow {
  readonly credentialId: string;
  readonly accountId: string;
  /** COSE key. */
  readonly publicKey: Buffer;
  readonly counter: number;
  readonly transports: string[];
  readonly name: string;
}

const columns = `credential_id AS "credentialId", account_id AS "accountId", public_key AS "publicKey",
  counter::float8 AS counter, transports, name`;

const challengeMinutes = 5;

/** Passkeys and the challenges given out for them. Row security shows a person the own ones. */
@Injectable()
export class PasskeyRepository {
  async find(tx: Transaction, credentialId: string): Promise<PasskeyRow | null> {
    const rows: PasskeyRow[] = await tx.manager.query(`SELECT ${columns} FROM passkey WHERE credential_id = $1`, [
      credentialId,
    ]);
    return rows[0] ?? null;
  }

  async list(
    tx: Transaction,
    accountId: string,
  ): Promise<(PasskeyRow & { readonly addedAt: Date; readonly lastUsedAt: Date | null })[]> {
    return tx.manager.query(
      `SELECT ${columns}, added_at AS "addedAt", last_used_at AS "lastUsedAt" FROM passkey
        WHERE account_id = $1 ORDER BY added_at, credential_id`,
      [accountId],
    );
  }

  /** @returns false when the credential is known already, to whomever. */
  async add(tx: Transaction, passkey: PasskeyRow): Promise<boolean> {
    const { credentialId, accountId, publicKey, counter, transports, name } = passkey;
    const rows: unknown[] = await tx.manager.query(
      `INSERT INTO passkey (credential_id, account_id, public_key, counter, transports, name)
        VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING RETURNING 1`,
      [credentialId, accountId, publicKey, counter, transports, name],
    );
    return rows.length === 1;
  }

  async used(tx: Transaction, credentialId: string, counter: number): Promise<void> {
    await tx.manager.query('UPDATE passkey SET counter = $2, last_used_at = now() WHERE credential_id = $1', [
      credentialId,
      counter,
    ]);
  }

  /** @returns whether the account had it. */
  async remove(tx: Transaction, accountId: string, credentialId: string): Promise<boolean> {
    const [, removed]: [unknown, number] = await tx.manager.query(
      'DELETE FROM passkey WHERE account_id = $1 AND credential_id = $2',
      [accountId, credentialId],
    );
    return removed === 1;
  }

  async giveChallenge(tx: Transaction, challenge: string, purpose: string): Promise<void> {
    await tx.manager.query('DELETE FROM passkey_challenge WHERE expires_at < now()');
    await tx.manager.query(
      `INSERT INTO passkey_challenge (challenge, purpose, expires_at)
        VALUES ($1, $2, now() + make_interval(mins => ${challengeMinutes}))`,
      [challenge, purpose],
    );
  }

  /** @returns whether it was given for this purpose and not answered yet. */
  async takeChallenge(tx: Transaction, challenge: string, purpose: string): Promise<boolean> {
    const [, taken]: [unknown, number] = await tx.manager.query(
      'DELETE FROM passkey_challenge WHERE challenge = $1 AND purpose = $2 AND expires_at > now()',
      [challenge, purpose],
    );
    return taken === 1;
  }
}
