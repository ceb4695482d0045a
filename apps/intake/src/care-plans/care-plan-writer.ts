import { Injectable } from '@nestjs/common';
import { throwUnlessCan } from '@an-tam/access-rules';
import { AuditLog } from '@an-tam/audit';
import type { Actor, CarePlanView, DecideApproval, PlanVersion, SaveCarePlan } from '@an-tam/contracts';
import type { CaseKey } from '@an-tam/field-encryption';
import { BusinessCalendar } from '@an-tam/http';
import type { Transaction } from '@an-tam/persistence';
import type { CaseFileEntity } from '../case-access/index.js';
import { CaseKeys, newestKey } from '../case-keys/index.js';
import { CareSettingRepository } from '../care-settings/index.js';
import { CarePlanNotFoundError, CarePlanStateError, StaleCarePlanError } from './care-plan.errors.js';
import { CarePlanRepository, planView, type OpenedPlan } from './care-plan.repository.js';
import { changesAgreement, latestReview, nextDueOn } from './care-plan.rules.js';
import { changesOf, withVersion } from './plan-history.rules.js';

/** A case's keys with its plan, if it has one. */
export interface PlanOfCase {
  readonly keys: readonly CaseKey[];
  readonly plan: OpenedPlan | null;
}

/** Stores a plan and what a supervisor says of it, each with its audit entry, in a transaction that holds the case. */
@Injectable()
export class CarePlanWriter {
  constructor(
    private readonly plans: CarePlanRepository,
    private readonly settings: CareSettingRepository,
    private readonly keys: CaseKeys,
    private readonly calendar: BusinessCalendar,
    private readonly audit: AuditLog,
  ) {}

  async open(tx: Transaction, { id, centreId }: CaseFileEntity): Promise<PlanOfCase> {
    const keys = await this.keys.of(centreId, id);
    return { keys, plan: await this.plans.find(tx, keys, id) };
  }

  /** Where the centre asks for approval, whatever changes the agreement waits; a step that was done does not. */
  async save(
    tx: Transaction,
    { id: caseId, centreId }: CaseFileEntity,
    { keys, plan }: PlanOfCase,
    input: SaveCarePlan,
    { id, by }: { readonly id: string; readonly by: string },
  ): Promise<CarePlanView> {
    const stood = plan && { goals: plan.content.goals, reviewOn: plan.row.reviewOn };
    const changed = changesAgreement(stood, input.goals);
    const waits = changed && (await this.settings.read(tx, centreId)).planApproval;
    const version = (plan?.row.version ?? 0) + 1;
    const reviewOn = input.reviewOn ?? stood?.reviewOn ?? latestReview(this.calendar.today());
    const saved = await this.plans.save(
      tx,
      newestKey(keys),
      {
        id,
        caseId,
        centreId,
        version,
        state: changed ? (waits ? 'waiting' : 'active') : (plan?.row.state ?? 'active'),
        reviewOn,
        nextDueOn: nextDueOn(input.goals),
        proposedById: changed ? by : (plan?.row.proposedById ?? by),
        decidedById: changed ? null : (plan?.row.decidedById ?? null),
      },
      {
        goals: input.goals,
        remark: changed ? null : (plan?.content.remark ?? null),
        history: this.told(plan, { version, byId: by, changes: changesOf(stood, input.goals, reviewOn) }),
      },
    );
    await this.record(tx, plan ? 'update' : 'create', saved);
    return planView(saved);
  }

  /** @throws CarePlanNotFoundError, also for the decider's own proposal; StaleCarePlanError, CarePlanStateError */
  async decide(
    tx: Transaction,
    actor: Actor,
    { keys, plan }: PlanOfCase,
    { version, decision, remark }: DecideApproval,
  ): Promise<CarePlanView> {
    if (!plan) throw new CarePlanNotFoundError();
    const { row, content } = plan;
    throwUnlessCan(actor, 'approve', 'CarePlan', { centreId: row.centreId, accountId: row.proposedById });
    if (version !== row.version) throw new StaleCarePlanError(row.version);
    if (row.state !== 'waiting') throw new CarePlanStateError();
    const saved = await this.plans.save(
      tx,
      newestKey(keys),
      {
        ...row,
        version: row.version + 1,
        state: decision === 'approve' ? 'active' : 'returned',
        decidedById: actor.accountId,
      },
      {
        ...content,
        remark: remark ?? null,
        history: this.told(plan, {
          version: row.version + 1,
          byId: actor.accountId,
          changes: [{ kind: decision === 'approve' ? 'approved' : 'returned', text: remark ?? '' }],
        }),
      },
    );
    await this.record(tx, 'approve', saved, decision);
    return planView(saved);
  }

  private told(plan: OpenedPlan | null, version: Omit<PlanVersion, 'on'>): PlanVersion[] {
    return withVersion(plan?.content.history ?? [], { ...version, on: this.calendar.today() });
  }

  private async record(
    tx: Transaction,
    action: 'create' | 'update' | 'approve',
    { row }: OpenedPlan,
    purpose?: string,
  ): Promise<void> {
    const { id: recordId, caseId, version: rowVersion, rowMac } = row;
    const fact = { action, resource: 'CarePlan', recordId, caseId, rowVersion, rowMac };
    await this.audit.append(tx, purpose === undefined ? fact : { ...fact, purpose });
  }
}
