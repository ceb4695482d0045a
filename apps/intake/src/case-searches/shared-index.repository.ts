import { Injectable } from '@nestjs/common';
import { scopeFor } from '@an-tam/access-rules/typeorm';
import type { Actor } from '@an-tam/contracts';
import type { Transaction } from '@an-tam/persistence';
import { caseColumns } from '../case-access/index.js';

const indexed = ['phone', 'document_number', 'email', 'uic'];

/** Which files of a centre have a blind index in common. */
@Injectable()
export class SharedIndexRepository {
  /**
   * Pairs of files that the actor may hand over, the newest file first; without those that wait for a merge, were merged or
   * were found to be about two people.
   */
  async listPairs(tx: Transaction, actor: Actor, limit: number): Promise<[one: string, other: string][]> {
    const scope = scopeFor(actor, 'assign', 'CaseFile', caseColumns, 1);
    const same = indexed.map(
      (column) => `SELECT a.case_id AS one, b.case_id AS other FROM client a JOIN client b
          ON a.centre_id = b.centre_id AND a.${column}_index = b.${column}_index
         AND a.${column}_index_version = b.${column}_index_version AND a.case_id < b.case_id`,
    );
    const rows: { one: string; other: string }[] = await tx.manager.query(
      `WITH seen AS MATERIALIZED
         (SELECT id, created_at FROM case_file WHERE merged_into_id IS NULL AND ${scope.sql})
       SELECT pair.one, pair.other FROM (${same.join(' UNION ')}) pair
         JOIN seen a ON a.id = pair.one JOIN seen b ON b.id = pair.other
        WHERE NOT EXISTS (SELECT 1 FROM case_merge m WHERE m.state IN ('proposed', 'declined')
          AND (m.kept_id, m.folded_id) IN ((pair.one, pair.other), (pair.other, pair.one)))
        ORDER BY greatest(a.created_at, b.created_at) DESC, pair.one, pair.other LIMIT $1`,
      [limit, ...scope.parameters],
    );
    return rows.map(({ one, other }) => [one, other]);
  }
}
