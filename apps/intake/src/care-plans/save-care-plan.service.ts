import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { AuditLog } from '@an-tam/audit';
import type { CarePlanView, DecideApproval, FieldError, SaveCarePlan, UserContext } from '@an-tam/contracts';
import { BusinessCalendar } from '@an-tam/http';
import { LoadCaseService } from '../case-access/index.js';
import { CodeChecks } from '../reference-data/index.js';
import { CarePlanWriter } from './care-plan-writer.js';
import { StaleCarePlanError } from './care-plan.errors.js';
import { faultsOfPlan } from './care-plan.rules.js';

/** Kế hoạch hỗ trợ: writes down what is to be reached, by which steps, by when and by whom. */
@Injectable()
export class SaveCarePlanService {
  constructor(
    private readonly cases: LoadCaseService,
    private readonly plans: CarePlanWriter,
    private readonly checks: CodeChecks,
    private readonly calendar: BusinessCalendar,
    private readonly audit: AuditLog,
  ) {}

  /** @throws InvalidInputError, CaseNotFoundError, CaseClosedError, StaleCarePlanError with the current version */
  async save(context: UserContext, caseId: string, input: SaveCarePlan): Promise<CarePlanView> {
    this.checks.refuse(this.unknownCodes(input));
    return this.cases.run(context, caseId, { action: 'update' }, async (tx, caseFile) => {
      await this.audit.append(tx, { action: 'key-use', resource: 'CarePlan', recordId: caseId, caseId });
      const before = await this.plans.open(tx, caseFile);
      const version = before.plan?.row.version ?? 0;
      if (input.baseVersion !== version) throw new StaleCarePlanError(version);
      const stood = before.plan && { goals: before.plan.content.goals, reviewOn: before.plan.row.reviewOn };
      this.checks.refuse(faultsOfPlan(input, stood, this.calendar.today()));
      return this.plans.save(tx, caseFile, before, input, {
        id: before.plan?.row.id ?? randomUUID(),
        by: context.actor.accountId,
      });
    });
  }

  /** A supervisor's word on a plan that waits. @throws CaseNotFoundError, StaleCarePlanError, CarePlanStateError */
  async decide(context: UserContext, caseId: string, input: DecideApproval): Promise<CarePlanView> {
    return this.cases.run(context, caseId, { action: 'update' }, async (tx, caseFile) => {
      await this.audit.append(tx, { action: 'key-use', resource: 'CarePlan', recordId: caseId, caseId });
      const opened = await this.plans.open(tx, caseFile);
      return this.plans.decide(tx, context.actor, opened, input);
    });
  }

  private unknownCodes({ goals }: SaveCarePlan): FieldError[] {
    return goals.flatMap(({ actions }, goal) =>
      actions.flatMap((step, action) => {
        const at = `goals.${goal}.actions.${action}`;
        if (step.kind === 'own_service') return this.checks.services(`${at}.serviceCode`, [step.serviceCode]);
        return step.kind === 'referral' ? this.checks.need(`${at}.needCode`, step.needCode) : [];
      }),
    );
  }
}
