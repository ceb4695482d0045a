import { Injectable } from '@nestjs/common';
import { scopeFor } from '@an-tam/access-rules/typeorm';
import type { Actor, ExpiringFileList } from '@an-tam/contracts';
import type { Transaction } from '@an-tam/persistence';
import { caseColumns } from '../case-access/index.js';

/** A file stays closed by its last closure: one that was opened again since has no day any more. */
const closedUntil = `closure JOIN case_file ON case_file.id = closure.case_id AND case_file.status = 'closed'
  WHERE closure.state = 'approved'`;
/** Of two that were merged none goes alone: a supervisor takes them apart first. */
const whole = `case_file.merged_into_id IS NULL
  AND NOT EXISTS (SELECT 1 FROM case_file f WHERE f.merged_into_id = case_file.id)`;

@Injectable()
export class ExpiringFileRepository {
  /** Closed files where the actor may erase whose time ends on this day at the latest, the first to go first. */
  async list(tx: Transaction, actor: Actor, until: string, most: number): Promise<ExpiringFileList['files']> {
    const scope = scopeFor(actor, 'erase', 'CaseFile', caseColumns, 2);
    return tx.manager.query(
      `SELECT case_file.id AS "caseId", case_file.code, closure.keep_until AS "keepUntil" FROM ${closedUntil}
          AND closure.keep_until <= $1 AND ${scope.sql} ORDER BY closure.keep_until, case_file.code LIMIT $2`,
      [until, most, ...scope.parameters],
    );
  }

  /** Centres with a closure whose time is over, over all centres; not every one of their files is closed still. */
  async centresDue(tx: Transaction, today: string): Promise<string[]> {
    const rows: { centreId: string }[] = await tx.manager.query(
      `SELECT DISTINCT centre_id AS "centreId" FROM closure WHERE state = 'approved' AND keep_until < $1`,
      [today],
    );
    return rows.map(({ centreId }) => centreId);
  }

  /** Files of one centre whose time is over. */
  async listDue(tx: Transaction, centreId: string, today: string): Promise<string[]> {
    const rows: { id: string }[] = await tx.manager.query(
      `SELECT case_file.id FROM ${closedUntil} AND closure.keep_until < $2 AND case_file.centre_id = $1 AND ${whole}
        ORDER BY closure.keep_until LIMIT 500`,
      [centreId, today],
    );
    return rows.map(({ id }) => id);
  }

  /** Whether its time is over still; asked while the file is held. */
  async isDue(tx: Transaction, id: string, today: string): Promise<boolean> {
    const rows: unknown[] = await tx.manager.query(
      `SELECT 1 FROM ${closedUntil} AND closure.keep_until < $2 AND case_file.id = $1 AND ${whole}`,
      [id, today],
    );
    return rows.length > 0;
  }
}
