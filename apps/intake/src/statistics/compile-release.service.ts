import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { releaseHash, type PlanPeriod, type Release } from '@an-tam/disclosure-control';
import { BusinessCalendar } from '@an-tam/http';
import { INTAKE_CONFIG, type IntakeConfig } from '../reference-data/index.js';
import { countPeople } from './count-people.js';
import { makeRelease } from './make-release.js';
import type { CountingMoment } from './person-events.js';
import { ReadCasesService } from './read-cases.service.js';
import type { ReleaseEntity } from './release.entity.js';
import { isSigned } from './release.rules.js';
import { ReleasePlans, type ReleasePlan } from './release-plans.js';
import { packState, unpackState } from './release-state.js';
import { StatisticsKeys } from './statistics-keys.service.js';

export interface CompileOrder {
  readonly plan: ReleasePlan;
  readonly period: PlanPeriod;
  /** Releases of the plan so far, in any order. */
  readonly earlier: readonly ReleaseEntity[];
  readonly requestId: string;
  readonly accountId: string;
}

/** Turns the sealed cases of the core into one release: counts, protects, audits, and seals what it was made from. */
@Injectable()
export class CompileReleaseService {
  constructor(
    private readonly cases: ReadCasesService,
    private readonly keys: StatisticsKeys,
    private readonly plans: ReleasePlans,
    private readonly calendar: BusinessCalendar,
    @Inject(INTAKE_CONFIG) private readonly config: IntakeConfig,
  ) {}

  /** @throws KeysUnavailableError, UnreadableRecordError */
  async compile({ plan, period, earlier, requestId, accountId }: CompileOrder): Promise<ReleaseEntity> {
    const { provinceCode } = this.plans;
    const signed = earlier.filter(isSigned).sort((a, b) => a.sequence - b.sequence);
    const last = signed.at(-1);
    const secret = await this.keys.recordKeySecret(provinceCode);
    const id = randomUUID();
    const year = { plan: plan.id, planYear: period.planYear };
    const { countedAt, facts } = await this.cases.readAll({ releaseId: id, requestId }, year);
    const moment = { period, previousYear: previousYearOf(plan, period, signed) };
    const { cells, shares } = countPeople(facts, moment, plan.definitions, secret);
    const sequence = (last?.sequence ?? 0) + 1;
    const made = makeRelease({
      ...{ provinceCode, plan, period, sequence, cells },
      units: [...this.config.communes.keys()],
      closedOn: this.calendar.today(),
      previousHash: last ? releaseHash(last.document as Release) : null,
      prior: await this.priorState(plan, period, signed),
    });
    const passed = made.state === 'audited';
    const secrets = passed ? packState({ rounding: made.rounding, shares }) : packState({ rounding: [], shares: [] });
    return {
      ...{ id, provinceCode, plan: plan.id, period: period.id, sequence, state: made.state, createdAt: countedAt },
      createdById: accountId,
      gate: made.gate.checks,
      document: passed ? made.document : {},
      sealedState: await this.keys.sealState(provinceCode, id, secrets),
      envelope: null,
      signedAt: null,
    };
  }

  /** The rounding state left by the last release of the same plan year; counts run from the start of the year. */
  private async priorState(plan: ReleasePlan, period: PlanPeriod, signed: readonly ReleaseEntity[]) {
    const ofYear = new Set(plan.periods.filter(({ planYear }) => planYear === period.planYear).map(({ id }) => id));
    const last = signed.filter((release) => ofYear.has(release.period)).at(-1);
    if (!last) return undefined;
    return unpackState(await this.keys.openState(last.provinceCode, last.id, last.sealedState)).rounding;
  }
}

/** The plan year before this one, if its last period is signed. */
function previousYearOf(
  plan: ReleasePlan,
  period: PlanPeriod,
  signed: readonly ReleaseEntity[],
): CountingMoment['previousYear'] {
  const last = plan.periods.filter(({ planYear }) => planYear === period.planYear - 1).at(-1);
  const release = last && signed.find((candidate) => candidate.period === last.id);
  return last && release ? { from: last.planYearFrom, countedAt: release.createdAt } : null;
}
