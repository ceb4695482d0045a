import { Injectable } from '@nestjs/common';
import type { Transaction } from '@an-tam/persistence';

export interface AttemptKey {
  /** Keyed hash of account name and address, 32 bytes. */
  readonly subject: Buffer;
  /** Keyed hash of the address, 32 bytes. */
  readonly address: Buffer;
}

export interface AttemptCounts {
  readonly ofSubject: number;
  readonly ofAddress: number;
}

/** Attempts within the window that have not succeeded (yet). */
@Injectable()
export class AttemptRepository {
  /** Attempts at one address are counted one after the other, so that a burst cannot slip past the limit. */
  async lockAddress(tx: Transaction, key: AttemptKey): Promise<void> {
    await tx.manager.query('SELECT pg_advisory_xact_lock($1)', [key.address.readBigInt64BE().toString()]);
  }

  async forgetOld(tx: Transaction, windowMinutes: number): Promise<void> {
    await tx.manager.query(`DELETE FROM sign_in_attempt WHERE at < now() - make_interval(mins => $1)`, [windowMinutes]);
  }

  async count(tx: Transaction, key: AttemptKey): Promise<AttemptCounts> {
    const rows: AttemptCounts[] = await tx.manager.query(
      `SELECT (SELECT count(*) FROM sign_in_attempt WHERE subject = $1)::int AS "ofSubject",
              (SELECT count(*) FROM sign_in_attempt WHERE address = $2)::int AS "ofAddress"`,
      [key.subject, key.address],
    );
    return rows[0] ?? { ofSubject: 0, ofAddress: 0 };
  }

  async add(tx: Transaction, key: AttemptKey): Promise<void> {
    await tx.manager.query('INSERT INTO sign_in_attempt (subject, address) VALUES ($1, $2)', [
      key.subject,
      key.address,
    ]);
  }

  /** After a success: the person is who they say, so their slips no longer count. */
  async forget(tx: Transaction, key: AttemptKey): Promise<void> {
    await tx.manager.query('DELETE FROM sign_in_attempt WHERE subject = $1', [key.subject]);
  }
}
