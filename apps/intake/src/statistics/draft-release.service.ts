import { Injectable } from '@nestjs/common';
import { OutOfScopeError, throwUnlessCan } from '@an-tam/access-rules';
import { AuditLog } from '@an-tam/audit';
import type { DraftRelease, FieldError, ReleaseView, UserContext } from '@an-tam/contracts';
import type { PlanPeriod } from '@an-tam/disclosure-control';
import { BusinessCalendar, InvalidInputError } from '@an-tam/http';
import { UnitOfWork, type Transaction } from '@an-tam/persistence';
import { CompileReleaseService } from './compile-release.service.js';
import type { ReleaseEntity } from './release.entity.js';
import { ReleaseNotFoundError } from './release.errors.js';
import { toReleaseView } from './release.mapper.js';
import { ReleaseRepository } from './release.repository.js';
import { assertClosable } from './release.rules.js';
import { ReleasePlans, type ReleasePlan } from './release-plans.js';

const unknown = (field: string, vi: string, en: string): FieldError => ({ field, message: { vi, en } });

/** Kết thúc kỳ: counts a period that has ended, protects the figures and puts them to the audit gate. */
@Injectable()
export class DraftReleaseService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly releases: ReleaseRepository,
    private readonly plans: ReleasePlans,
    private readonly calendar: BusinessCalendar,
    private readonly compiler: CompileReleaseService,
    private readonly audit: AuditLog,
  ) {}

  /**
   * A release that the gate refused is stored with its report and can never be signed.
   * @throws InvalidInputError, PeriodNotEndedError, PeriodClosedError, EarlierPeriodOpenError
   */
  async draft(context: UserContext, input: DraftRelease): Promise<ReleaseView> {
    await this.refuseOthers(context);
    const { plan, period } = this.find(input);
    const earlier = await this.unitOfWork.run(context, (tx) => this.closable(tx, context, plan, period));
    // Counting takes seconds, so it stands between two transactions; the second one checks again.
    const { requestId, actor } = context;
    const release = await this.compiler.compile({ plan, period, earlier, requestId, accountId: actor.accountId });
    return this.unitOfWork.run(context, async (tx) => {
      await this.releases.takeTurn(tx, release.provinceCode, plan.id);
      await this.closable(tx, context, plan, period);
      await this.releases.insert(tx, release);
      const refused = release.state === 'refused';
      await this.audit.append(tx, {
        action: 'create',
        resource: 'Release',
        recordId: release.id,
        ...(refused && { outcome: 'failed', reason: 'gate_refused' }),
      });
      return toReleaseView(release, []);
    });
  }

  private find(input: DraftRelease): { plan: ReleasePlan; period: PlanPeriod } {
    const plan = this.plans.find(input.plan);
    if (!plan) {
      throw new InvalidInputError([
        unknown('plan', 'Không có kế hoạch này cho tỉnh.', 'There is no such plan for this province.'),
      ]);
    }
    const period = plan.periods.find(({ id }) => id === input.period);
    if (!period) {
      throw new InvalidInputError([unknown('period', 'Kế hoạch không có kỳ này.', 'The plan has no such period.')]);
    }
    return { plan, period };
  }

  /** Releases of the plan so far. */
  private async closable(
    tx: Transaction,
    { actor }: UserContext,
    plan: ReleasePlan,
    period: PlanPeriod,
  ): Promise<ReleaseEntity[]> {
    const known = (await this.releases.list(tx, actor)).filter((release) => release.plan === plan.id);
    assertClosable(plan, period, known, this.calendar.today());
    return known;
  }

  /** Only the host of the core closes periods, and only of its own province. */
  private async refuseOthers(context: UserContext): Promise<void> {
    try {
      throwUnlessCan(context.actor, 'create', 'Release', { provinceCode: this.plans.provinceCode });
    } catch (error) {
      if (!(error instanceof OutOfScopeError)) throw error;
      await this.audit.record(context, { action: 'create', resource: 'Release', reason: 'not_visible' });
      throw new ReleaseNotFoundError();
    }
  }
}
