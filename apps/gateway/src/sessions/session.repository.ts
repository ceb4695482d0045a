import { Injectable } from '@nestjs/common';
import type { Transaction } from '@an-tam/persistence';

/** How strongly a person has proved who they are. */
export type ProofStrength = 'one_factor' | 'two_factors';

/** What a sign-in has proved, and when. */
export interface Proof {
  readonly provedAt: Date;
  readonly provedWith: ProofStrength;
}

export interface SessionRow extends Proof {
  readonly accountId: string;
  readonly organisationId: string;
  readonly providerSessionUid: string | null;
  readonly signInVersion: number;
}

/** A session as its owner sees it. */
export interface ListedSession {
  readonly id: string;
  readonly cookieHash: Buffer;
  readonly device: string;
  readonly openedAt: Date;
  readonly lastSeenAt: Date;
}

/** A session ends after this long without use, and after this long in any case. */
const idleMinutes = 30;
const lifeHours = 12;

const columns = `account_id AS "accountId", organisation_id AS "organisationId",
  provider_session_uid AS "providerSessionUid", sign_in_version AS "signInVersion", proved_at AS "provedAt",
  proved_with AS "provedWith"`;
const live = `ends_at > now() AND last_seen_at > now() - make_interval(mins => ${idleMinutes})`;

/** Sessions, found by the hash of their cookie. An ended one is gone. */
@Injectable()
export class SessionRepository {
  async open(tx: Transaction, cookieHash: Buffer, session: SessionRow & { readonly device: string }): Promise<void> {
    await tx.manager.query(
      `INSERT INTO session (cookie_hash, account_id, organisation_id, provider_session_uid, sign_in_version, proved_at,
         proved_with, device, ends_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, now() + make_interval(hours => ${lifeHours}))`,
      [
        cookieHash,
        session.accountId,
        session.organisationId,
        session.providerSessionUid,
        session.signInVersion,
        session.provedAt,
        session.provedWith,
        session.device,
      ],
    );
  }

  /** The account's sessions, the last used first. */
  async listLive(tx: Transaction, accountId: string): Promise<ListedSession[]> {
    return tx.manager.query(
      `SELECT id, cookie_hash AS "cookieHash", device, opened_at AS "openedAt", last_seen_at AS "lastSeenAt"
         FROM session WHERE account_id = $1 AND ${live} ORDER BY last_seen_at DESC, opened_at DESC, id`,
      [accountId],
    );
  }

  /** @returns whether the account had the session. */
  async endOwn(tx: Transaction, accountId: string, id: string): Promise<boolean> {
    const [, ended]: [unknown, number] = await tx.manager.query(
      'DELETE FROM session WHERE account_id = $1 AND id = $2',
      [accountId, id],
    );
    return ended === 1;
  }

  /** @returns the ids of the account's sessions that were ended: all but one. */
  async endOthers(tx: Transaction, accountId: string, keptHash: Buffer): Promise<string[]> {
    const [rows]: [{ id: string }[], number] = await tx.manager.query(
      'DELETE FROM session WHERE account_id = $1 AND cookie_hash <> $2 RETURNING id',
      [accountId, keptHash],
    );
    return rows.map(({ id }) => id);
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
