import { Injectable } from '@nestjs/common';
import type { Transaction } from '@an-tam/persistence';

export interface SessionRow {
  readonly accountId: string;
  readonly organisationId: string;
  readonly providerSessionUid: string | null;
}

/** A session ends after this long without use, and after this long in any case. */
const idleMinutes = 30;
const lifeHours = 12;

const columns = `account_id AS "accountId", organisation_id AS "organisationId",
  provider_session_uid AS "providerSessionUid"`;
const live = `ends_at > now() AND last_seen_at > now() - make_interval(mins => ${idleMinutes})`;

/** Sessions, found by the hash of their cookie. An ended one is gone. */
@Injectable()
export class SessionRepository {
  async open(tx: Transaction, cookieHash: Buffer, session: SessionRow): Promise<void> {
    await tx.manager.query(
      `INSERT INTO session (cookie_hash, account_id, organisation_id, provider_session_uid, ends_at)
        VALUES ($1, $2, $3, $4, now() + make_interval(hours => ${lifeHours}))`,
      [cookieHash, session.accountId, session.organisationId, session.providerSessionUid],
    );
  }

  /** @param seen whether this counts as use; remembered to the minute, so that reading writes little. */
  async findLive(tx: Transaction, cookieHash: Buffer, seen: boolean): Promise<SessionRow | null> {
    const rows: (SessionRow & { stale: boolean })[] = await tx.manager.query(
      `SELECT ${columns}, last_seen_at < now() - interval '1 minute' AS stale FROM session
        WHERE cookie_hash = $1 AND ${live}`,
      [cookieHash],
    );
    const row = rows[0];
    if (row?.stale && seen)
      await tx.manager.query('UPDATE session SET last_seen_at = now() WHERE cookie_hash = $1', [cookieHash]);
    return row ?? null;
  }

  /** Puts another cookie and organisation in place of the old ones; the end of the session stays. @returns whether it was live. */
  async replace(tx: Transaction, oldHash: Buffer, newHash: Buffer, organisationId: string): Promise<boolean> {
    const [, changed]: [unknown, number] = await tx.manager.query(
      `UPDATE session SET cookie_hash = $2, organisation_id = $3, last_seen_at = now() WHERE cookie_hash = $1 AND ${live}`,
      [oldHash, newHash, organisationId],
    );
    return changed === 1;
  }

  /** @returns the session that was ended, or null. */
  async end(tx: Transaction, cookieHash: Buffer): Promise<SessionRow | null> {
    const [rows]: [SessionRow[], number] = await tx.manager.query(
      `DELETE FROM session WHERE cookie_hash = $1 RETURNING ${columns}`,
      [cookieHash],
    );
    return rows[0] ?? null;
  }

  async forgetEnded(tx: Transaction): Promise<void> {
    await tx.manager.query(`DELETE FROM session WHERE NOT (${live})`);
  }
}
