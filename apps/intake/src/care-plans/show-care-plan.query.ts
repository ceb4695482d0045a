import { Injectable } from '@nestjs/common';
import { AuditLog } from '@an-tam/audit';
import type { CasePlan, UserContext } from '@an-tam/contracts';
import { LoadCaseService } from '../case-access/index.js';
import { CarePlanWriter } from './care-plan-writer.js';
import { planView } from './care-plan.repository.js';

/** The plan of one case. */
@Injectable()
export class ShowCarePlanQuery {
  constructor(
    private readonly cases: LoadCaseService,
    private readonly plans: CarePlanWriter,
    private readonly audit: AuditLog,
  ) {}

  /** @throws CaseNotFoundError */
  async show(context: UserContext, caseId: string): Promise<CasePlan> {
    return this.cases.run(context, caseId, { action: 'read' }, async (tx, caseFile) => {
      await this.audit.append(tx, { action: 'read', resource: 'CarePlan', recordId: caseId, caseId });
      const { plan } = await this.plans.open(tx, caseFile);
      return { plan: plan && planView(plan), history: plan?.content.history ?? [] };
    });
  }
}
