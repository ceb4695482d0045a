import pg from 'pg';
import { logStart, readAlongIndex, selectSealable, type LogPlace, type SealableEntry } from './sealed-entry.js';
import type { AuditSeal } from './audit-seal.repository.js';
import { sealingSystem } from './seal-tables.js';

/** One connection whose every answer is of one moment: a read-only transaction at isolation level repeatable read. */
export interface LogConnection {
  query<Row extends object>(sql: string, parameters?: readonly unknown[]): Promise<Row[]>;
}

/** Rows that are asked for at a time. */
const entriesAtATime = 5_000;
const sealsAtATime = 50;

/** All entries in the order of the log, whether sealed or not. A page is asked for while the one before is worked on. */
export async function* readEntries(log: LogConnection): AsyncGenerator<SealableEntry> {
  const pageAfter = (place: LogPlace) =>
    log.query<SealableEntry>(
      `SELECT ${selectSealable} FROM audit_entry WHERE (transaction_id, id) > ($1::xid8, $2::uuid)
        ORDER BY audit_entry.transaction_id, audit_entry.id LIMIT ${entriesAtATime}`,
      [place.transactionId, place.id],
    );
  let page = pageAfter(logStart);
  for (;;) {
    const entries = await page;
    const last = entries.at(-1);
    if (last && entries.length === entriesAtATime) {
      page = pageAfter(last);
      // Whoever stops reading early leaves it behind: its failure is nobody's then.
      page.catch(() => undefined);
    }
    yield* entries;
    if (!last || entries.length < entriesAtATime) return;
  }
}

export type StoredSeal = Pick<AuditSeal, 'treeSize' | 'head' | 'signature' | 'entryIds' | 'leafHashes'>;

/** All seals, oldest first. */
export async function* readSeals(log: LogConnection): AsyncGenerator<StoredSeal> {
  let after = 0;
  for (;;) {
    const seals = await log.query<StoredSeal>(
      `SELECT tree_size::float8 AS "treeSize", head, signature, entry_ids AS "entryIds", leaf_hashes AS "leafHashes"
         FROM audit_seal WHERE tree_size > $1 ORDER BY audit_seal.tree_size LIMIT ${sealsAtATime}`,
      [after],
    );
    yield* seals;
    const last = seals.at(-1);
    if (!last || seals.length < sealsAtATime) return;
    after = last.treeSize;
  }
}

/** Reads the log of one database as it is at this moment, whatever is written meanwhile. */
export async function readLog<T>(databaseUrl: string, read: (log: LogConnection) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    // An account that row security binds sees the log as the sealer does.
    await client.query(`SELECT set_config('app.roles', 'system:${sealingSystem}', true)`);
    await client.query(readAlongIndex);
    return await read({
      query: async <Row extends object>(sql: string, parameters: readonly unknown[] = []) =>
        (await client.query<Row>(sql, [...parameters])).rows,
    });
  } finally {
    await client.end();
  }
}
