import { Injectable } from '@nestjs/common';
import { AuditLog } from '@an-tam/audit';
import type { UserContext } from '@an-tam/contracts';
import { UnitOfWork } from '@an-tam/persistence';
import { PlanCatalogue, type PlanTarget } from './plan-catalogue.js';
import { isOwnTarget } from './unit-target.rules.js';

/** The targets the caller's unit owns, from plan data alone. */
@Injectable()
export class FindUnitTargetsQuery {
  constructor(
    private readonly plans: PlanCatalogue,
    private readonly unitOfWork: UnitOfWork,
    private readonly auditLog: AuditLog,
  ) {}

  async list(context: UserContext): Promise<PlanTarget[]> {
    await this.unitOfWork.run(context, (tx) => this.auditLog.append(tx, { action: 'read', resource: 'UnitTarget' }));
    return this.plans.plans.flatMap((plan) =>
      plan.targets.filter((target) => isOwnTarget(plan, target, context.actor)).map((target) => ({ plan, target })),
    );
  }
}
