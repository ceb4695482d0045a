import { Injectable } from '@nestjs/common';
import { transactionWith } from '@an-tam/persistence';
import { QueryFailedError, type DataSource, type EntityManager } from 'typeorm';
import { KekInUseError, KekRetiredError } from './case-key.errors.js';

/** A case key as stored: wrapped under one version of its centre's KEK. */
export interface WrappedCaseKey {
  readonly caseId: string;
  readonly version: number;
  readonly centreId: string;
  readonly keyId: Buffer;
  readonly kekVersion: number;
  readonly wrapped: Buffer;
}

/** Which key of which case. */
export type CaseKeyName = Pick<WrappedCaseKey, 'caseId' | 'version' | 'keyId'>;

const columns = `case_id AS "caseId", version, centre_id AS "centreId", key_id AS "keyId", kek_version AS "kekVersion", wrapped`;

const refersToRetired = (error: unknown): boolean =>
  error instanceof QueryFailedError &&
  (error.driverError as { constraint?: string }).constraint === 'case_key_under_kept_kek';

/** The database `intake_keys`, which may be a server of its own. Row security narrows it to one centre a call. */
@Injectable()
export class CaseKeyRepository {
  constructor(private readonly keysDatabase: DataSource) {}

  /** @throws KekRetiredError when the KEK that wraps it was retired: whoever wrapped it knew an old one. */
  async insert(key: WrappedCaseKey): Promise<void> {
    const { caseId, version, centreId, keyId, kekVersion, wrapped } = key;
    try {
      await this.inCentre(centreId, async (manager) => {
        await this.keepKek(manager, centreId, kekVersion);
        await manager.query(
          `INSERT INTO case_key (case_id, version, centre_id, key_id, kek_version, wrapped) VALUES ($1, $2, $3, $4, $5, $6)`,
          [caseId, version, centreId, keyId, kekVersion, wrapped],
        );
      });
    } catch (error) {
      throw refersToRetired(error) ? new KekRetiredError() : error;
    }
  }

  /** Every key version of the given cases of one centre. */
  async find(centreId: string, caseIds: readonly string[]): Promise<WrappedCaseKey[]> {
    return this.keysDatabase.query(`SELECT ${columns} FROM case_keys_of($1, $2)`, [centreId, caseIds]);
  }

  /**
   * Destroys every key version of a case; those that are gone already are gone.
   * @returns the newest KEK version that may have wrapped one of them
   */
  async delete(centreId: string, caseId: string): Promise<number> {
    return this.inCentre(centreId, async (manager) => {
      // TypeORM answers a DELETE with [rows, count].
      const [gone]: [{ kekVersion: number }[], number] = await manager.query(
        `DELETE FROM case_key WHERE case_id = $1 RETURNING kek_version AS "kekVersion"`,
        [caseId],
      );
      if (gone.length > 0) return Math.max(...gone.map(({ kekVersion }) => kekVersion));
      // Somebody was here before and did not come to write it down: then it is one of all there ever were.
      const [newest]: { version: number }[] = await manager.query(
        `SELECT coalesce(max(version), 0) AS version FROM kek_version`,
      );
      return newest?.version ?? 0;
    });
  }

  /** How many case keys each KEK version wraps; a version that wraps none is absent. */
  async countByKek(centreId: string): Promise<{ version: number; rows: number }[]> {
    return this.inCentre(centreId, (manager) =>
      manager.query(
        `SELECT kek_version AS version, count(*)::integer AS rows FROM case_key GROUP BY kek_version ORDER BY kek_version`,
      ),
    );
  }

  /**
   * Exchanges the wraps of up to `most` case keys that are under an older KEK than `kekVersion`. Rows that somebody else
   * holds are left for another call, so that nobody waits.
   * @param rewrap gives the new wraps of those it could open
   * @returns how many were exchanged
   */
  async rewrap(
    centreId: string,
    kekVersion: number,
    most: number,
    rewrap: (keys: readonly WrappedCaseKey[]) => readonly WrappedCaseKey[],
  ): Promise<number> {
    return this.inCentre(centreId, async (manager) => {
      const old: WrappedCaseKey[] = await manager.query(
        `SELECT ${columns} FROM case_key WHERE kek_version < $1 ORDER BY case_id, version LIMIT $2 FOR UPDATE SKIP LOCKED`,
        [kekVersion, most],
      );
      const wraps = rewrap(old);
      if (wraps.length === 0) return 0;
      await this.keepKek(manager, centreId, kekVersion);
      await manager.query(
        `UPDATE case_key SET kek_version = $1, wrapped = fresh.wrapped
           FROM unnest($2::uuid[], $3::integer[], $4::bytea[]) AS fresh (case_id, version, wrapped)
          WHERE case_key.case_id = fresh.case_id AND case_key.version = fresh.version`,
        [
          kekVersion,
          wraps.map(({ caseId }) => caseId),
          wraps.map(({ version }) => version),
          wraps.map(({ wrapped }) => wrapped),
        ],
      );
      return wraps.length;
    });
  }

  /**
   * From its commit on no case key can be wrapped under these versions, whatever a process still remembers.
   * @throws KekInUseError when a case key still is: then nothing has changed
   */
  async retireKeks(centreId: string, versions: readonly number[]): Promise<void> {
    try {
      await this.inCentre(centreId, async (manager) => {
        for (const version of versions) await this.keepKek(manager, centreId, version);
        await manager.query(
          `UPDATE kek_version SET kept = false, retired_at = now() WHERE version = ANY ($1) AND kept`,
          [versions],
        );
      });
    } catch (error) {
      throw refersToRetired(error) ? new KekInUseError() : error;
    }
  }

  /** How many case keys there are of each version. */
  async countByVersion(centreId: string): Promise<{ version: number; rows: number }[]> {
    return this.inCentre(centreId, (manager) =>
      manager.query(`SELECT version, count(*)::integer AS rows FROM case_key GROUP BY version ORDER BY version`),
    );
  }

  /** Those of the given cases that had a key before this moment. */
  async listKeyedBefore(centreId: string, caseIds: readonly string[], moment: Date): Promise<string[]> {
    const rows: { caseId: string }[] = await this.inCentre(centreId, (manager) =>
      manager.query(
        `SELECT DISTINCT case_id AS "caseId" FROM case_key WHERE case_id = ANY ($1) AND created_at < $2 ORDER BY case_id`,
        [caseIds, moment],
      ),
    );
    return rows.map(({ caseId }) => caseId);
  }

  /** Keys of cases that have a newer one, up to `most` of them. */
  async listSuperseded(centreId: string, most: number): Promise<CaseKeyName[]> {
    return this.inCentre(centreId, (manager) =>
      manager.query(
        `SELECT case_id AS "caseId", version, key_id AS "keyId" FROM case_key k
          WHERE EXISTS (SELECT 1 FROM case_key newer WHERE newer.case_id = k.case_id AND newer.version > k.version)
          ORDER BY case_id, version LIMIT $1`,
        [most],
      ),
    );
  }

  /** Destroys these versions for good. */
  async deleteVersions(centreId: string, keys: readonly CaseKeyName[]): Promise<void> {
    await this.inCentre(centreId, (manager) =>
      manager.query(
        `DELETE FROM case_key k USING unnest($1::uuid[], $2::integer[]) AS old (case_id, version)
          WHERE k.case_id = old.case_id AND k.version = old.version`,
        [keys.map(({ caseId }) => caseId), keys.map(({ version }) => version)],
      ),
    );
  }

  /** Cases with a key older than a day, by id, from `after` on: one page. */
  async listOldCaseIds(centreId: string, after: string, most: number): Promise<string[]> {
    const rows: { caseId: string }[] = await this.inCentre(centreId, (manager) =>
      manager.query(
        `SELECT DISTINCT case_id AS "caseId" FROM case_key
          WHERE case_id > $1 AND created_at < now() - interval '1 day' ORDER BY case_id LIMIT $2`,
        [after, most],
      ),
    );
    return rows.map(({ caseId }) => caseId);
  }

  /** A version must stand here before a case key can refer to it. One that was retired stays retired. */
  private async keepKek(manager: EntityManager, centreId: string, version: number): Promise<void> {
    await manager.query(`INSERT INTO kek_version (centre_id, version) VALUES ($1, $2) ON CONFLICT DO NOTHING`, [
      centreId,
      version,
    ]);
  }

  private async inCentre<T>(centreId: string, work: (manager: EntityManager) => Promise<T>): Promise<T> {
    return transactionWith(this.keysDatabase, { 'app.organisation_id': centreId }, work);
  }
}
