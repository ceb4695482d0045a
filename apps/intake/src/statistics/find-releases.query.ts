import { Injectable } from '@nestjs/common';
import { OutOfScopeError, throwUnlessCan } from '@an-tam/access-rules';
import { AuditLog } from '@an-tam/audit';
import type { Actor, ReleaseList, UserContext } from '@an-tam/contracts';
import { BusinessCalendar } from '@an-tam/http';
import { OutboxDispatcher } from '@an-tam/outbox';
import { UnitOfWork } from '@an-tam/persistence';
import type { ReleaseEntity } from './release.entity.js';
import { toReleaseView } from './release.mapper.js';
import { ReleaseRepository } from './release.repository.js';
import { closablePeriods } from './release.rules.js';
import { ReleasePlans } from './release-plans.js';
import { sequenceKeyOf } from './sequence-key.js';

/** The releases of the core, newest first, and the periods that wait to be closed. */
@Injectable()
export class FindReleasesQuery {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly releases: ReleaseRepository,
    private readonly plans: ReleasePlans,
    private readonly calendar: BusinessCalendar,
    private readonly dispatcher: OutboxDispatcher,
    private readonly audit: AuditLog,
  ) {}

  async list(context: UserContext): Promise<ReleaseList> {
    const { actor } = context;
    const seen = await this.unitOfWork.run(context, (tx) => this.releases.list(tx, actor));
    const delivered = await this.delivered(seen);
    return this.unitOfWork.run(context, async (tx) => {
      await this.audit.append(tx, { action: 'list', resource: 'Release' });
      if (delivered.length > 0) await this.releases.acknowledge(tx, delivered);
      const releases = await this.releases.list(tx, actor);
      const approvals = await this.releases.approvalsOf(
        tx,
        releases.map(({ id }) => id),
      );
      return {
        releases: releases.map((release) => toReleaseView(release, approvals)),
        closable: this.keepsFigures(actor) ? closablePeriods(this.plans.plans, releases, this.calendar.today()) : [],
      };
    });
  }

  /**
   * Signed releases that reporting has taken: nothing of their plan is left in the outbox. Asked after the list was
   * read, so that a release signed in between is not taken for delivered.
   */
  private async delivered(seen: readonly ReleaseEntity[]): Promise<string[]> {
    const waiting = seen.filter(({ state }) => state === 'signed');
    const keys = [...new Set(waiting.map(sequenceKeyOf))];
    const settled = await Promise.all(keys.map((key) => this.dispatcher.settled('reporting', key, 0)));
    const empty = new Set(keys.filter((_, index) => settled[index]));
    return waiting.filter((release) => empty.has(sequenceKeyOf(release))).map(({ id }) => id);
  }

  private keepsFigures(actor: Actor): boolean {
    try {
      throwUnlessCan(actor, 'read', 'Release', { provinceCode: this.plans.provinceCode });
      return true;
    } catch (error) {
      if (error instanceof OutOfScopeError) return false;
      throw error;
    }
  }
}
