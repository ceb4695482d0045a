import { Injectable } from '@nestjs/common';
import type { AuditEntriesPage, AuditEntriesQuery, AuditEntryView } from '@an-tam/contracts';
import type { Transaction } from '@an-tam/persistence';

/** What entries must be like; `caseId` stands for a code already. */
export type AuditEntriesFilter = Omit<AuditEntriesQuery, 'caseCode'>;

/** A day's first instant in Vietnam. */
const startOf = (day: string) => `(${day})::date::timestamp AT TIME ZONE 'Asia/Ho_Chi_Minh'`;
const utc = (format: string) => `to_char(at AT TIME ZONE 'UTC', '${format}')`;
const place = utc('YYYY-MM-DD"T"HH24:MI:SS.US"Z"');

type Row = Omit<AuditEntryView, 'caseCode'> & { readonly place: string };

/** Entries of the caller's organisation; row security shows them to its data-protection officer only. */
@Injectable()
export class FindAuditEntriesQuery {
  async list(tx: Transaction, filter: AuditEntriesFilter): Promise<AuditEntriesPage> {
    const values: unknown[] = [];
    const clauses: string[] = [];
    const demand = (value: unknown, clause: (parameter: string) => string) => {
      if (value !== undefined) clauses.push(clause(`$${values.push(value)}`));
    };
    demand(filter.from, (day) => `at >= ${startOf(day)}`);
    demand(filter.to, (day) => `at < ${startOf(`${day}::date + 1`)}`);
    demand(filter.accountId, (id) => `account_id = ${id}`);
    demand(filter.caseId, (id) => `case_id = ${id}`);
    demand(filter.action, (action) => `action = ${action}`);
    demand(filter.purpose, (purpose) => `purpose = ${purpose}`);
    demand(filter.outcome, (outcome) => `outcome = ${outcome}`);
    const [at, id] = filter.before?.split('_') ?? [];
    demand(at, (before) => `(at, id) < (${before}::timestamptz, $${values.push(id)}::uuid)`);
    const rows: Row[] = await tx.manager.query(
      `SELECT id, ${utc('YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')} AS at, account_id AS "accountId", system, roles, action, resource,
              record_id AS "recordId", case_id AS "caseId", purpose, outcome, reason, request_id AS "requestId", ${place} AS place
         FROM audit_entry ${clauses.length > 0 ? `WHERE ${clauses.join(' AND ')}` : ''}
        ORDER BY audit_entry.at DESC, audit_entry.id DESC LIMIT $${values.push(filter.limit + 1)}`,
      values,
    );
    const shown = rows.slice(0, filter.limit);
    const last = shown.at(-1);
    return {
      entries: shown.map(({ place: _, ...entry }) => ({ ...entry, caseCode: null })),
      next: last && rows.length > shown.length ? `${last.place}_${last.id}` : null,
    };
  }
}
