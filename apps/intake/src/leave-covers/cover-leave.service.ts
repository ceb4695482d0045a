import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { throwUnlessCan } from '@an-tam/access-rules';
import { AuditLog } from '@an-tam/audit';
import type { CoverLeave, LeaveCover, UserContext } from '@an-tam/contracts';
import { BusinessCalendar } from '@an-tam/http';
import { UnitOfWork } from '@an-tam/persistence';
import { CentreStaffClient, staffErrors } from '../centre-staff/index.js';
import { CodeChecks } from '../reference-data/index.js';
import { LeaveCoverNotFoundError } from './leave-cover.errors.js';
import { LeaveCoverRepository } from './leave-cover.repository.js';
import { coverErrors } from './leave-cover.rules.js';

/** While somebody is away, a colleague reaches the files assigned to them, and no longer. */
@Injectable()
export class CoverLeaveService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly covers: LeaveCoverRepository,
    private readonly checks: CodeChecks,
    private readonly calendar: BusinessCalendar,
    private readonly audit: AuditLog,
    private readonly staff: CentreStaffClient,
  ) {}

  async list(context: UserContext): Promise<{ covers: LeaveCover[] }> {
    return this.unitOfWork.run(context, async (tx) => {
      await this.audit.append(tx, { action: 'list', resource: 'LeaveCover' });
      return { covers: await this.covers.list(tx, context.actor, this.calendar.today()) };
    });
  }

  /**
   * @throws InvalidInputError when one of them does not work with files of the centre, when somebody should stand in for
   * themselves, in the past, or for too long; ServiceAwayError
   */
  async cover(context: UserContext, input: CoverLeave): Promise<LeaveCover> {
    const { actor } = context;
    const { absentId, coverId } = input;
    const staff = await this.staff.list(actor.organisationId, context.requestId);
    this.checks.refuse(coverErrors(input, this.calendar.today()), staffErrors(staff, { absentId, coverId }));
    return this.unitOfWork.run(context, async (tx) => {
      throwUnlessCan(actor, 'create', 'LeaveCover', { centreId: actor.organisationId });
      const cover = await this.covers.insert(tx, actor, { ...input, id: randomUUID() });
      await this.audit.append(tx, { action: 'create', resource: 'LeaveCover', recordId: cover.id });
      return cover;
    });
  }

  /** @throws LeaveCoverNotFoundError, also when it has ended already */
  async end(context: UserContext, id: string): Promise<void> {
    const fact = { action: 'update', resource: 'LeaveCover', recordId: id } as const;
    const ended = await this.unitOfWork.run(context, async (tx) => {
      const done = await this.covers.end(tx, context.actor, 'update', id, this.calendar.today());
      if (done) await this.audit.append(tx, { ...fact, purpose: 'end' });
      return done;
    });
    if (ended) return;
    await this.audit.record(context, { ...fact, reason: 'not_visible' });
    throw new LeaveCoverNotFoundError();
  }
}
