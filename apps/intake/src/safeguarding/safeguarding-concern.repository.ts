import { Injectable } from '@nestjs/common';
import type { CaseKey } from '@an-tam/field-encryption';
import { EntitySealer, type Head } from '@an-tam/field-encryption/typeorm';
import type { Transaction } from '@an-tam/persistence';
import { concernContent, type ConcernContent } from './safeguarding-concern.content.js';
import { SafeguardingConcernEntity } from './safeguarding-concern.entity.js';

/** A concern as stored, with what it says. */
export interface OpenedConcern {
  readonly row: SafeguardingConcernEntity;
  readonly content: ConcernContent;
  /** How far supervisors are told of its present clock: not at all, half the time is over, late. */
  readonly escalated: number;
}

/** Concerns of a case that the transaction holds; sealed on the way in, opened on the way out. */
@Injectable()
export class SafeguardingConcernRepository {
  constructor(private readonly sealer: EntitySealer) {}

  /** Open ones first, the next to run out before the others. */
  async listOfCase(tx: Transaction, keys: readonly CaseKey[], caseId: string): Promise<OpenedConcern[]> {
    const rows = await tx.manager.find(SafeguardingConcernEntity, {
      where: { caseId },
      order: { state: 'DESC', nextDueAt: { direction: 'ASC', nulls: 'LAST' }, openedAt: 'ASC', id: 'ASC' },
    });
    const levels: { id: string; level: number }[] = await tx.manager.query(
      `SELECT e.concern_id AS id, max(e.level) AS level FROM safeguarding_escalation e
         JOIN safeguarding_concern s ON s.id = e.concern_id AND s.next_due_at = e.due_at
        WHERE s.case_id = $1 AND s.state = 'open' GROUP BY e.concern_id`,
      [caseId],
    );
    const levelOf = new Map(levels.map(({ id, level }) => [id, level]));
    return rows.map((row) => ({ row, content: this.open(keys, row), escalated: levelOf.get(row.id) ?? 0 }));
  }

  /** How many are open. */
  async countOpen(tx: Transaction, caseId: string): Promise<number> {
    return tx.manager.countBy(SafeguardingConcernEntity, { caseId, state: 'open' });
  }

  async save(
    tx: Transaction,
    key: CaseKey,
    head: Head<SafeguardingConcernEntity>,
    content: ConcernContent,
  ): Promise<SafeguardingConcernEntity> {
    const row = this.sealer.seal(SafeguardingConcernEntity, key, head, { content });
    if (row.version === 1) await tx.manager.insert(SafeguardingConcernEntity, row);
    else await tx.manager.update(SafeguardingConcernEntity, { id: row.id, version: row.version - 1 }, row);
    return row;
  }

  /**
   * Notes for open concerns of the caller's centre how far their clock has run, in percent of the time since they were
   * opened. @returns those that supervisors are told of anew
   */
  async escalate(
    tx: Transaction,
    now: Date,
    [half, late]: readonly [number, number],
  ): Promise<{ readonly id: string; readonly caseId: string; readonly level: number }[]> {
    return tx.manager.query(
      `WITH clock AS (
         SELECT id, case_id, centre_id, next_due_at, 100 * extract(epoch FROM $1::timestamptz - opened_at::timestamptz)
             / extract(epoch FROM next_due_at::timestamptz - opened_at::timestamptz) AS percent
           FROM safeguarding_concern WHERE state = 'open' AND next_due_at IS NOT NULL
       ), told AS (
         INSERT INTO safeguarding_escalation (concern_id, centre_id, due_at, level)
         SELECT id, centre_id, next_due_at, level FROM clock, (VALUES (1, $2::numeric), (2, $3)) AS stage (level, least)
          WHERE percent >= least
         ON CONFLICT DO NOTHING RETURNING concern_id, level
       )
       SELECT clock.id, clock.case_id AS "caseId", told.level FROM told JOIN clock ON clock.id = told.concern_id`,
      [now.toISOString(), half, late],
    );
  }

  private open(keys: readonly CaseKey[], row: SafeguardingConcernEntity): ConcernContent {
    return concernContent.parse(this.sealer.open(SafeguardingConcernEntity, keys, row).content);
  }
}
