import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { UnitOfWork, type Transaction } from '@an-tam/persistence';

/** What the provider keeps of one code, session or sign-in in progress. */
export type OidcPayload = Readonly<Record<string, unknown>> & {
  readonly grantId?: string;
  readonly uid?: string;
};

interface SessionPayload {
  readonly accountId?: string;
  readonly authorizations?: Readonly<Record<string, { readonly grantId?: string }>>;
}

interface PayloadRow {
  readonly payload: OidcPayload;
  readonly consumedAt: number | null;
}

/** A code was redeemed twice at the same moment; the second redemption fails. */
export class AlreadyConsumedError extends Error {
  override readonly name = 'AlreadyConsumedError';
}

/** Kinds whose `uid` is a second key. */
const modelsByUid = ['Session'];

/** State of the OpenID provider in PostgreSQL, so that any process continues what another began. */
@Injectable()
export class OidcPayloadRepository {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  async upsert(model: string, id: string, payload: OidcPayload, expiresInSeconds: number): Promise<void> {
    await this.run(async (tx) => {
      await tx.manager.query('DELETE FROM oidc_payload WHERE expires_at < now() - interval $$1 hour$$');
      await tx.manager.query(
        `INSERT INTO oidc_payload (model, id, payload, grant_id, uid, expires_at)
          VALUES ($1, $2, $3, $4, $5, now() + make_interval(secs => $6))
          ON CONFLICT (model, id) DO UPDATE SET payload = excluded.payload, grant_id = excluded.grant_id,
            uid = excluded.uid, expires_at = excluded.expires_at`,
        [
          model,
          id,
          JSON.stringify(payload),
          payload.grantId ?? null,
          modelsByUid.includes(model) ? (payload.uid ?? null) : null,
          expiresInSeconds,
        ],
      );
    });
  }

  find(model: string, id: string): Promise<OidcPayload | undefined> {
    return this.findBy('id', model, id);
  }

  findByUid(model: string, uid: string): Promise<OidcPayload | undefined> {
    return this.findBy('uid', model, uid);
  }

  /** @throws AlreadyConsumedError */
  async consume(model: string, id: string): Promise<void> {
    await this.run(async (tx) => {
      const [, changed]: [unknown, number] = await tx.manager.query(
        'UPDATE oidc_payload SET consumed_at = now() WHERE model = $1 AND id = $2 AND consumed_at IS NULL',
        [model, id],
      );
      if (changed !== 1) throw new AlreadyConsumedError();
    });
  }

  async destroy(model: string, id: string): Promise<void> {
    await this.run((tx) => tx.manager.query('DELETE FROM oidc_payload WHERE model = $1 AND id = $2', [model, id]));
  }

  /** Ends a grant and all that was given under it. */
  async endGrant(grantId: string): Promise<void> {
    await this.run((tx) => this.deleteGrant(tx, grantId));
  }

  /** Ends a provider session and every grant made in it. @returns whose it was, or null when there is none. */
  async endSession(tx: Transaction, uid: string): Promise<string | null> {
    const [rows]: [{ payload: SessionPayload }[], number] = await tx.manager.query(
      `DELETE FROM oidc_payload WHERE model = 'Session' AND uid = $1 RETURNING payload`,
      [uid],
    );
    const session = rows[0]?.payload;
    for (const { grantId } of Object.values(session?.authorizations ?? {}))
      if (grantId !== undefined) await this.deleteGrant(tx, grantId);
    return session?.accountId ?? null;
  }

  /** Everything that names the account, as well as sign-ins in which it has just been proved. */
  async endAccount(tx: Transaction, accountId: string): Promise<void> {
    await tx.manager.query(
      `DELETE FROM oidc_payload
        WHERE payload ->> 'accountId' = $1 OR payload #>> '{result,login,accountId}' = $1`,
      [accountId],
    );
  }

  private async deleteGrant(tx: Transaction, grantId: string): Promise<void> {
    await tx.manager.query(`DELETE FROM oidc_payload WHERE grant_id = $1 OR (model = 'Grant' AND id = $1)`, [grantId]);
  }

  private async findBy(column: 'id' | 'uid', model: string, value: string): Promise<OidcPayload | undefined> {
    const rows: PayloadRow[] = await this.run((tx) =>
      tx.manager.query(
        `SELECT payload, extract(epoch FROM consumed_at)::int AS "consumedAt" FROM oidc_payload
          WHERE model = $1 AND ${column} = $2 AND expires_at > now()`,
        [model, value],
      ),
    );
    const row = rows[0];
    return row && { ...row.payload, ...(row.consumedAt === null ? {} : { consumed: row.consumedAt }) };
  }

  private run<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
    return this.unitOfWork.run({ actor: { system: 'openid' }, requestId: `openid-${randomUUID()}` }, work);
  }
}
