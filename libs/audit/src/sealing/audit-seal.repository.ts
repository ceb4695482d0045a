import { Injectable } from '@nestjs/common';
import type { Transaction } from '@an-tam/persistence';
import { readAlongIndex, selectSealable, type LogPlace, type SealableEntry } from './sealed-entry.js';

/** One row of `audit_seal`. */
export interface AuditSeal {
  readonly treeSize: number;
  readonly head: Buffer;
  readonly signature: Buffer;
  readonly previous: Buffer;
  readonly lastTransaction: string;
  readonly entryIds: readonly string[];
  readonly leafHashes: Buffer;
  readonly frontier: Buffer;
}

/** Any number that no other advisory lock of the service's database uses. */
const sealingLock = 4_244;

/** Entries to seal and the seals over them. */
@Injectable()
export class AuditSealRepository {
  /** @returns false when another process is sealing at this moment. */
  async claim(tx: Transaction): Promise<boolean> {
    const [row]: { claimed: boolean }[] = await tx.manager.query('SELECT pg_try_advisory_xact_lock($1) AS claimed', [
      sealingLock,
    ]);
    return row?.claimed === true;
  }

  async findNewest(tx: Transaction): Promise<AuditSeal | null> {
    const [seal]: AuditSeal[] = await tx.manager.query(
      `SELECT tree_size::float8 AS "treeSize", head, signature, previous, last_transaction::text AS "lastTransaction",
              entry_ids AS "entryIds", leaf_hashes AS "leafHashes", frontier
         FROM audit_seal ORDER BY audit_seal.tree_size DESC LIMIT 1`,
    );
    return seal ?? null;
  }

  /** Whether exactly this head was sealed at this size. */
  async has(tx: Transaction, treeSize: number, head: Buffer): Promise<boolean> {
    const found: unknown[] = await tx.manager.query('SELECT 1 FROM audit_seal WHERE tree_size = $1 AND head = $2', [
      treeSize,
      head,
    ]);
    return found.length > 0;
  }

  /** Below it every transaction has ended: what it wrote is visible now, and nothing can be added any more. */
  async horizon(tx: Transaction): Promise<string> {
    const [row]: { horizon: string }[] = await tx.manager.query(
      'SELECT pg_snapshot_xmin(pg_current_snapshot())::text AS horizon',
    );
    if (!row) throw new Error('PostgreSQL told no horizon.');
    return row.horizon;
  }

  /** Entries after a place and before the horizon, in the order of the log. */
  async list(tx: Transaction, after: LogPlace, horizon: string, limit: number): Promise<SealableEntry[]> {
    await tx.manager.query(readAlongIndex);
    return tx.manager.query(
      `SELECT ${selectSealable} FROM audit_entry
        WHERE (transaction_id, id) > ($1::xid8, $2::uuid) AND transaction_id < $3::xid8
        ORDER BY audit_entry.transaction_id, audit_entry.id LIMIT $4`,
      [after.transactionId, after.id, horizon, limit],
    );
  }

  async add(tx: Transaction, seal: AuditSeal): Promise<void> {
    await tx.manager.query(
      `INSERT INTO audit_seal (tree_size, head, signature, previous, last_transaction, entry_ids, leaf_hashes, frontier)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [
        seal.treeSize,
        seal.head,
        seal.signature,
        seal.previous,
        seal.lastTransaction,
        seal.entryIds,
        seal.leafHashes,
        seal.frontier,
      ],
    );
  }
}
