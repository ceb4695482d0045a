import {
  auditRelease,
  buildRelease,
  coverageFigures,
  coverageTable,
  InvalidTableError,
  leftOutTable,
  linkageTable,
  protectRounding,
  type AuditReport,
  type CoverageFigure,
  type Microcell,
  type PlanPeriod,
  type ProtectedRelease,
  type Release,
  type RoundingInput,
  type RoundingState,
} from '@an-tam/disclosure-control';
import type { ReleasePlan } from './release-plans.js';

/** Counted cells and everything the document of the release says beside them. */
export interface ReleaseOrder {
  readonly provinceCode: string;
  /** Every commune of the province. */
  readonly units: readonly string[];
  readonly plan: ReleasePlan;
  readonly period: PlanPeriod;
  readonly closedOn: string;
  readonly sequence: number;
  readonly previousHash: string | null;
  readonly prior: RoundingState | undefined;
  readonly cells: {
    readonly coverage: readonly Microcell[];
    readonly leftOut: readonly Microcell[];
    readonly linkage: readonly Microcell[];
  };
}

export type MadeRelease =
  | {
      readonly state: 'audited';
      readonly gate: AuditReport;
      readonly document: Release;
      readonly rounding: RoundingState;
    }
  | { readonly state: 'refused'; readonly gate: AuditReport };

/** Protects and audits the tables of a release. What does not pass every check has no document. */
export function makeRelease(order: ReleaseOrder): MadeRelease {
  const { plan, cells } = order;
  const input: RoundingInput = {
    base: 5,
    tables: [
      { spec: coverageTable(order.units), cells: cells.coverage },
      { spec: leftOutTable(), cells: cells.leftOut },
      { spec: linkageTable(), cells: cells.linkage },
    ],
    ...(order.prior && { prior: order.prior }),
  };
  let result: ProtectedRelease;
  try {
    result = protectRounding(input);
  } catch (error) {
    if (error instanceof InvalidTableError) return { state: 'refused', gate: contradiction };
    throw error;
  }
  const coverage = coverageFigures(result, order.provinceCode, plan.numerator, 'eligible');
  const gate = auditRelease({ input, result, coverage });
  if (!gate.passed) return { state: 'refused', gate };
  return { state: 'audited', gate, document: documentOf(order, result, coverage, gate), rounding: result.state };
}

/** The reason stays out of the report: it would tell which true count is the larger one. */
const contradiction: AuditReport = {
  passed: false,
  checks: [
    {
      id: 'consistent',
      title: 'What was counted agrees with itself and with closed periods',
      passed: false,
      detail: 'The counted tables contradict each other or a closed period; nothing was rounded',
    },
  ],
};

function documentOf(
  order: ReleaseOrder,
  result: ProtectedRelease,
  coverage: readonly CoverageFigure[],
  audit: AuditReport,
): Release {
  const { plan, provinceCode } = order;
  return buildRelease({
    issuer: `core-${provinceCode}`,
    province: provinceCode,
    plan: plan.id,
    sequence: order.sequence,
    previousHash: order.previousHash,
    period: order.period,
    closedOn: order.closedOn,
    geography: plan.geography,
    thresholds: plan.thresholds,
    definitions: plan.stated,
    result,
    coverage,
    audit,
  });
}
