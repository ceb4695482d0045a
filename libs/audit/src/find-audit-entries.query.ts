import { Injectable } from '@nestjs/common';
import type { AuditEntryView, AuditEntriesPage } from '@an-tam/contracts';
import type { Transaction } from '@an-tam/persistence';

export interface AuditEntriesFilter {
  readonly caseId?: string;
  /** At most this many, newest first. */
  readonly limit: number;
}

/** Entries of the caller's organisation; row security shows them to its data-protection officer only. */
@Injectable()
export class FindAuditEntriesQuery {
  async list(tx: Transaction, filter: AuditEntriesFilter): Promise<AuditEntriesPage> {
    const entries: AuditEntryView[] = await tx.manager.query(
      `SELECT id, to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS at, account_id AS "accountId", system, roles, action, resource,
              record_id AS "recordId", case_id AS "caseId", purpose, outcome, reason, request_id AS "requestId"
         FROM audit_entry WHERE ($1::text IS NULL OR case_id = $1) ORDER BY audit_entry.at DESC LIMIT $2`,
      [filter.caseId ?? null, filter.limit],
    );
    return { entries };
  }
}
