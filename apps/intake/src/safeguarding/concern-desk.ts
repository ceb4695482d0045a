import { Injectable } from '@nestjs/common';
import type { Actor, CaseCategory, ConcernView, UserContext } from '@an-tam/contracts';
import type { CaseKey } from '@an-tam/field-encryption';
import type { Transaction } from '@an-tam/persistence';
import { CategoryWithheldError, LoadCaseService } from '../case-access/index.js';
import { CaseKeys } from '../case-keys/index.js';
import { coversTable } from '../sealing/index.js';
import { ConcernWriter, type ConcernPlace } from './concern-writer.js';
import type { ConcernContent } from './safeguarding-concern.content.js';
import { ConcernNotFoundError, ConcernStateError, StaleConcernError } from './safeguarding-concern.errors.js';
import { SafeguardingConcernMapper } from './safeguarding-concern.mapper.js';
import { SafeguardingConcernRepository, type OpenedConcern } from './safeguarding-concern.repository.js';
import { SafeguardingGuides, type Guide, type GuideKind } from './safeguarding-guide.js';

/** A concern on the desk of somebody who keeps the compartment. */
export interface ConcernAtHand {
  readonly tx: Transaction;
  readonly keys: readonly CaseKey[];
  readonly place: ConcernPlace;
  readonly actor: Actor;
  readonly content: ConcernContent;
  readonly guide: Guide;
  readonly kind: GuideKind;
}

/** Which concern, and the version of it that the caller read. */
export interface ConcernAddress {
  readonly caseId: string;
  readonly concernId: string;
  readonly version: number;
}

/** What becomes of it. */
export interface ConcernChange {
  readonly content: ConcernContent;
  readonly state?: 'open' | 'ended';
}

/** The one way to change a concern: within the caller's scope, by a keeper of the compartment, on what they read. */
@Injectable()
export class ConcernDesk {
  constructor(
    private readonly cases: LoadCaseService,
    private readonly keys: CaseKeys,
    private readonly concerns: SafeguardingConcernRepository,
    private readonly writer: ConcernWriter,
    private readonly mapper: SafeguardingConcernMapper,
    private readonly guides: SafeguardingGuides,
  ) {}

  /** @throws CaseNotFoundError, CaseClosedError, CategoryWithheldError, ConcernNotFoundError, StaleConcernError, ConcernStateError */
  async change(
    context: UserContext,
    { caseId, concernId, version }: ConcernAddress,
    work: (atHand: ConcernAtHand) => ConcernChange | Promise<ConcernChange>,
  ): Promise<ConcernView> {
    return this.cases.run(context, caseId, { action: 'update' }, async (tx, { centreId }, known) => {
      const keys = await this.keys.of(centreId, caseId);
      const found = this.pick(await this.concerns.listOfCase(tx, keys, caseId), concernId, known);
      const { row, content } = found;
      if (row.version !== version) throw new StaleConcernError(row.version);
      if (row.state !== 'open') throw new ConcernStateError();
      const { guide, kind } = this.guides.kind(content.guide, content.kind);
      const place = { caseId, centreId };
      const next = await work({ tx, keys, place, actor: context.actor, content, guide, kind });
      return this.mapper.view(await this.writer.save(tx, keys, found, next.content, next.state), known);
    });
  }

  private pick(concerns: readonly OpenedConcern[], concernId: string, known: ReadonlySet<CaseCategory>): OpenedConcern {
    const found = concerns.find(({ row }) => row.id === concernId);
    if (!found) throw new ConcernNotFoundError();
    if (!coversTable(known, 'safeguarding_concern')) throw new CategoryWithheldError();
    return found;
  }
}
