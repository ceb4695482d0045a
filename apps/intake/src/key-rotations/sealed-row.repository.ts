import { Injectable } from '@nestjs/common';
import { boundColumns, caseColumnOf, storedName, type SealedTable, type StoredRow } from '@an-tam/field-encryption';
import type { Transaction } from '@an-tam/persistence';
import type { CaseKeyName } from '../case-keys/index.js';
import { sealedTables } from '../sealing/index.js';

/** Rows of any sealed table, as the registry describes them: what one case has, which key each names, and their exchange. */
@Injectable()
export class SealedRowRepository {
  /** Holds the case against every writer until the end of the transaction. @returns false when somebody else does, or it is gone */
  async holdCase(tx: Transaction, caseId: string): Promise<boolean> {
    const held: unknown[] = await tx.manager.query(
      `SELECT 1 FROM case_file WHERE id = $1 FOR NO KEY UPDATE SKIP LOCKED`,
      [caseId],
    );
    return held.length > 0;
  }

  /** The rows of a case in one table by logical column name, each held until the end of the transaction. */
  async listOfCase(tx: Transaction, table: SealedTable, caseId: string): Promise<StoredRow[]> {
    const columns = new Set(['id', caseColumnOf(table), 'version', 'row_mac', ...boundColumns(table)]);
    const named = [...columns].map((column) => `${storedName(table, column)} AS "${column}"`).join(', ');
    return tx.manager.query(
      `SELECT ${named} FROM ${nameOf(table)} WHERE ${caseOf(table)} = $1 ORDER BY id FOR UPDATE`,
      [caseId],
    );
  }

  /** Writes the given columns over a row that is held. @throws Error when the database let none be written */
  async replace(
    tx: Transaction,
    table: SealedTable,
    { id, version }: StoredRow,
    columns: Readonly<Record<string, Buffer | number | string | null>>,
  ): Promise<void> {
    const set = Object.keys(columns).map((column, at) => `${storedName(table, column)} = $${at + 3}`);
    // TypeORM answers an UPDATE with [rows, count].
    const [, count]: [unknown, number] = await tx.manager.query(
      `UPDATE ${nameOf(table)} SET ${set.join(', ')} WHERE id = $1 AND version = $2`,
      [id, version, ...Object.values(columns)],
    );
    if (count !== 1) throw new Error(`A row of ${table.table} could not be sealed anew.`);
  }

  /** Cases of the centre with a row whose key is of an older version. */
  async listCasesUnderOlderKeys(tx: Transaction, centreId: string, version: number): Promise<string[]> {
    const bytes = Buffer.alloc(4);
    bytes.writeUInt32BE(version);
    const older = sealedTables.map(
      (table) =>
        `SELECT ${caseOf(table)} AS id FROM ${nameOf(table)} WHERE centre_id = $1 AND ${keyVersion(table)} < $2`,
    );
    return idsOf(await tx.manager.query(`${older.join(' UNION ')} ORDER BY id`, [centreId, bytes]));
  }

  /** Whether any row is sealed under one of these keys. */
  async namesOneOf(tx: Transaction, keys: readonly CaseKeyName[]): Promise<boolean> {
    const named = sealedTables.map(
      (table) =>
        `SELECT 1 FROM ${nameOf(table)} JOIN old ON ${caseOf(table)} = old.case_id AND ${keyId(table)} = old.key_id`,
    );
    const [answer]: { named: boolean }[] = await tx.manager.query(
      `WITH old AS (SELECT * FROM unnest($1::uuid[], $2::bytea[]) AS o (case_id, key_id))
       SELECT EXISTS (${named.join(' UNION ALL ')}) AS named`,
      [keys.map(({ caseId }) => caseId), keys.map((key) => key.keyId)],
    );
    return answer?.named ?? true;
  }

  /** Cases of the centre with an index made under an older version of the index key. */
  async listCasesUnderOlderIndexes(tx: Transaction, centreId: string, version: number): Promise<string[]> {
    const older = indexVersions.map(
      ({ table, column }) =>
        `SELECT ${caseOf(table)} AS id FROM ${nameOf(table)} WHERE centre_id = $1 AND ${column} < $2`,
    );
    return idsOf(await tx.manager.query(`${older.join(' UNION ')} ORDER BY id`, [centreId, version]));
  }

  /** How many stored indexes there are of each version. */
  async countIndexesByVersion(tx: Transaction, centreId: string): Promise<{ version: number; rows: number }[]> {
    const all = indexVersions.map(
      ({ table, column }) =>
        `SELECT ${column} AS version FROM ${nameOf(table)} WHERE centre_id = $1 AND ${column} IS NOT NULL`,
    );
    return tx.manager.query(
      `SELECT version, count(*)::integer AS rows FROM (${all.join(' UNION ALL ')}) AS made GROUP BY version`,
      [centreId],
    );
  }
}

const nameOf = (table: SealedTable): string => table.storedAs ?? table.table;
const caseOf = (table: SealedTable): string => `${nameOf(table)}.${storedName(table, caseColumnOf(table))}`;

/** One header speaks for the row: its MAC lets no two columns be under different keys. */
function headerOf(table: SealedTable, from: number, length: number): string {
  const [first] = table.columns;
  if (!first) throw new Error(`The registry seals nothing in ${table.table}.`);
  return `substring(${nameOf(table)}.${storedName(table, first.column)} FROM ${from} FOR ${length})`;
}
const keyId = (table: SealedTable): string => headerOf(table, 5, 16);
/** Four octets, big-endian: they compare as the number does. */
const keyVersion = (table: SealedTable): string => headerOf(table, 21, 4);

const indexVersions = sealedTables.flatMap((table) =>
  table.columns.flatMap(({ index }) => (index ? [{ table, column: storedName(table, index.versionColumn) }] : [])),
);

const idsOf = (rows: readonly { id: string }[]): string[] => rows.map(({ id }) => id);
