import { Injectable } from '@nestjs/common';
import { OutOfScopeError, throwUnlessCan } from '@an-tam/access-rules';
import { AuditLog } from '@an-tam/audit';
import type { UserContext } from '@an-tam/contracts';
import { UnitOfWork } from '@an-tam/persistence';
import { PlanCatalogue, type PlanTarget } from '../plans/index.js';
import { ReleaseRepository, type ReceivedRelease } from '../releases/index.js';
import { TargetNotFoundError } from './coverage.errors.js';

export interface CoverageOfYear {
  readonly planTarget: PlanTarget;
  /** Oldest first; empty when none has arrived. */
  readonly releases: readonly ReceivedRelease[];
}

/** What has been released on one target of the caller's own province. */
@Injectable()
export class FindCoverageQuery {
  constructor(
    private readonly plans: PlanCatalogue,
    private readonly releases: ReleaseRepository,
    private readonly unitOfWork: UnitOfWork,
    private readonly auditLog: AuditLog,
  ) {}

  /** @throws TargetNotFoundError also for a target of another province, which is recorded as not visible. */
  async get(context: UserContext, targetId: string, year: number): Promise<CoverageOfYear> {
    const planTarget = this.visibleTarget(context, targetId);
    if (!planTarget) {
      await this.auditLog.record(context, { action: 'read', resource: 'Coverage', reason: 'not_visible' });
      throw new TargetNotFoundError();
    }
    return this.unitOfWork.run(context, async (tx) => {
      await this.auditLog.append(tx, { action: 'read', resource: 'Coverage', recordId: `${targetId}/${year}` });
      const releases = await this.releases.listOfPlanYear(tx, context.actor, planTarget.plan.id, year);
      return { planTarget, releases };
    });
  }

  private visibleTarget({ actor }: UserContext, targetId: string): PlanTarget | null {
    const planTarget = this.plans.findTarget(targetId);
    if (!planTarget?.target.coverage) return null;
    try {
      throwUnlessCan(actor, 'read', 'Coverage', { provinceCode: planTarget.target.coverage.unit_code });
      return planTarget;
    } catch (error) {
      if (error instanceof OutOfScopeError) return null;
      throw error;
    }
  }
}
