import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { AuditLog } from '@an-tam/audit';
import type { ConcernContentView, ScreeningAnswers } from '@an-tam/contracts';
import type { CaseKey } from '@an-tam/field-encryption';
import { BusinessCalendar } from '@an-tam/http';
import type { Transaction } from '@an-tam/persistence';
import { newestKey } from '../case-keys/index.js';
import type { ConcernContent } from './safeguarding-concern.content.js';
import type { SafeguardingConcernEntity } from './safeguarding-concern.entity.js';
import { SafeguardingConcernRepository, type OpenedConcern } from './safeguarding-concern.repository.js';
import { kindForBirthYear, kindsForAnswers, nextDueAt, stepsOf } from './safeguarding-concern.rules.js';
import { SafeguardingGuides, type GuideKind } from './safeguarding-guide.js';

/** The case a concern hangs on. */
export interface ConcernPlace {
  readonly caseId: string;
  readonly centreId: string;
}

/**
 * Stores concerns, each write with its audit entry, in a transaction that holds the case. The entries tell no more than
 * that something was written: the log is readable, and which step it was would tell the kind.
 */
@Injectable()
export class ConcernWriter {
  constructor(
    private readonly concerns: SafeguardingConcernRepository,
    private readonly guides: SafeguardingGuides,
    private readonly calendar: BusinessCalendar,
    private readonly audit: AuditLog,
  ) {}

  /** Opens what the year of birth gives reason for, once a case: a year that is told again opens nothing anew. */
  async fromBirthYear(
    tx: Transaction,
    keys: readonly CaseKey[],
    place: ConcernPlace,
    birthYear: number,
  ): Promise<void> {
    const kind = kindForBirthYear(this.guides.current, birthYear, this.calendar.today());
    if (!kind) return;
    const present = await this.concerns.listOfCase(tx, keys, place.caseId);
    if (present.some(({ content }) => content.kind === kind.code)) return;
    await this.open(tx, keys, place, kind, 'birth_year', null);
  }

  /** Opens what the answers of a screening give reason for and is not open yet. */
  async fromAnswers(
    tx: Transaction,
    keys: readonly CaseKey[],
    place: ConcernPlace,
    answers: ScreeningAnswers,
  ): Promise<void> {
    const { birth_year: birthYear } = answers;
    if (typeof birthYear === 'number') await this.fromBirthYear(tx, keys, place, birthYear);
    for (const kind of kindsForAnswers(this.guides.current, answers))
      await this.openOnce(tx, keys, place, kind, 'answer', null);
  }

  /** @returns null when one of this kind is open already */
  async openOnce(
    tx: Transaction,
    keys: readonly CaseKey[],
    place: ConcernPlace,
    kind: GuideKind,
    origin: ConcernContentView['origin'],
    note: string | null,
  ): Promise<OpenedConcern | null> {
    const present = await this.concerns.listOfCase(tx, keys, place.caseId);
    if (present.some(({ row, content }) => row.state === 'open' && content.kind === kind.code)) return null;
    return this.open(tx, keys, place, kind, origin, note);
  }

  /** The next version of a concern. When the clock goes on to another step, supervisors are told of that one anew. */
  async save(
    tx: Transaction,
    keys: readonly CaseKey[],
    { row, escalated }: OpenedConcern,
    content: ConcernContent,
    state: 'open' | 'ended' = 'open',
  ): Promise<OpenedConcern> {
    const due = state === 'open' ? nextDueAt(content.steps) : null;
    const head = { ...row, version: row.version + 1, state, nextDueAt: due };
    const saved = await this.concerns.save(tx, newestKey(keys), head, content);
    await this.record(tx, 'update', saved);
    return { row: saved, content, escalated: due === row.nextDueAt ? escalated : 0 };
  }

  private async open(
    tx: Transaction,
    keys: readonly CaseKey[],
    place: ConcernPlace,
    kind: GuideKind,
    origin: ConcernContentView['origin'],
    note: string | null,
  ): Promise<OpenedConcern> {
    const openedAt = new Date();
    const steps = stepsOf(kind, openedAt);
    const content: ConcernContent = {
      guide: this.guides.current.version,
      kind: kind.code,
      origin,
      note,
      steps,
      answers: null,
      safetyPlan: null,
      report: null,
      outcome: null,
    };
    const saved = await this.concerns.save(
      tx,
      newestKey(keys),
      {
        id: randomUUID(),
        ...place,
        version: 1,
        state: 'open',
        openedAt: openedAt.toISOString(),
        nextDueAt: nextDueAt(steps),
      },
      content,
    );
    await this.record(tx, 'create', saved);
    return { row: saved, content, escalated: 0 };
  }

  private async record(
    tx: Transaction,
    action: 'create' | 'update',
    { id: recordId, caseId, version: rowVersion, rowMac }: SafeguardingConcernEntity,
  ): Promise<void> {
    await this.audit.append(tx, { action, resource: 'SafeguardingConcern', recordId, caseId, rowVersion, rowMac });
  }
}
