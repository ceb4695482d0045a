import { Injectable } from '@nestjs/common';
import type { DataSource } from 'typeorm';

/** A case key as stored: wrapped under one version of its centre's KEK. */
export interface WrappedCaseKey {
  readonly caseId: string;
  readonly version: number;
  readonly centreId: string;
  readonly keyId: Buffer;
  readonly kekVersion: number;
  readonly wrapped: Buffer;
}

const columns = `case_id AS "caseId", version, centre_id AS "centreId", key_id AS "keyId", kek_version AS "kekVersion", wrapped`;

/** The database `intake_keys`, which may be a server of its own. Row security narrows it to one centre a call. */
@Injectable()
export class CaseKeyRepository {
  constructor(private readonly keysDatabase: DataSource) {}

  async insert(key: WrappedCaseKey): Promise<void> {
    await this.inCentre(key.centreId, [
      `INSERT INTO case_key (case_id, version, centre_id, key_id, kek_version, wrapped) VALUES ($1, $2, $3, $4, $5, $6)`,
      [key.caseId, key.version, key.centreId, key.keyId, key.kekVersion, key.wrapped],
    ]);
  }

  /** Every key version of the given cases of one centre. */
  async find(centreId: string, caseIds: readonly string[]): Promise<WrappedCaseKey[]> {
    return this.inCentre(centreId, [`SELECT ${columns} FROM case_key WHERE case_id = ANY ($1)`, [caseIds]]);
  }

  /** Destroys every key version of a case; those that are gone already are gone. */
  async delete(centreId: string, caseId: string): Promise<void> {
    await this.inCentre(centreId, [`DELETE FROM case_key WHERE case_id = $1`, [caseId]]);
  }

  private async inCentre(centreId: string, [sql, parameters]: [string, unknown[]]): Promise<WrappedCaseKey[]> {
    return this.keysDatabase.transaction(async (manager) => {
      await manager.query(`SELECT set_config('app.organisation_id', $1, true)`, [centreId]);
      return manager.query(sql, parameters);
    });
  }
}
