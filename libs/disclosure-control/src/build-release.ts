import { createHash } from 'node:crypto';
import type { AuditReport, CoverageFigure } from './audit-gate.js';
import { canonicalJson } from './canonical-json.js';
import { leftOutShare } from './coverage-tables.js';
import { AuditGateError, InvalidReleaseError } from './errors.js';
import { firstMisfit } from './json-shape.js';
import type { PlanPeriod } from './plan-periods.js';
import { RELEASE_SCHEMA } from './release-schema.js';
import { BASE, type ProtectedRelease, type ProtectedTable } from './rounding-types.js';

/** What leaves the core. Its JSON Schema is `release.schema.json`. */
export interface Release {
  readonly format: 'an-tam-release/1';
  readonly issuer: string;
  readonly province: string;
  readonly plan: string;
  readonly sequence: number;
  readonly previousHash: string | null;
  readonly period: Pick<PlanPeriod, 'id' | 'planYear' | 'from' | 'to'>;
  readonly closedOn: string;
  readonly geography: string;
  readonly profile: { readonly name: 'rounding'; readonly base: 5; readonly accumulation: 'plan_year_to_date' };
  readonly thresholds: Readonly<Record<string, number>>;
  readonly definitions: Readonly<Record<string, string | readonly string[]>>;
  readonly tables: readonly ProtectedTable[];
  readonly coverage: readonly CoverageFigure[];
  readonly leftOut: { readonly people: number; readonly known: number; readonly percent: number | null };
  readonly audit: AuditReport;
}

export interface ReleaseInput {
  /** Code of the core that signs; its key is bound to it at the receiver. */
  readonly issuer: string;
  readonly province: string;
  readonly plan: string;
  /** 1 for the first release of issuer and plan, then without gaps. */
  readonly sequence: number;
  /** `releaseHash` of the release before, null for the first. */
  readonly previousHash: string | null;
  readonly period: PlanPeriod;
  readonly closedOn: string;
  readonly geography: string;
  readonly thresholds: Release['thresholds'];
  readonly definitions: Release['definitions'];
  readonly result: ProtectedRelease;
  readonly coverage: readonly CoverageFigure[];
  readonly audit: AuditReport;
}

/**
 * Puts a release together from protected tables. The sealed rounding state is not part of it.
 *
 * @throws AuditGateError when the gate did not pass; InvalidReleaseError when the result does not fit its schema.
 */
export function buildRelease(input: ReleaseInput): Release {
  const failed = input.audit.checks.filter(({ passed }) => !passed).map(({ id }) => id);
  if (!input.audit.passed || failed.length > 0 || input.audit.checks.length === 0) throw new AuditGateError(failed);
  const { id, planYear, from, to } = input.period;
  const release: Release = {
    format: 'an-tam-release/1',
    issuer: input.issuer,
    province: input.province,
    plan: input.plan,
    sequence: input.sequence,
    previousHash: input.previousHash,
    period: { id, planYear, from, to },
    closedOn: input.closedOn,
    geography: input.geography,
    profile: { name: 'rounding', base: BASE, accumulation: 'plan_year_to_date' },
    thresholds: input.thresholds,
    definitions: input.definitions,
    tables: input.result.tables,
    coverage: input.coverage,
    leftOut: leftOutShare(input.result),
    audit: input.audit,
  };
  const misfit = firstMisfit(release, RELEASE_SCHEMA);
  if (misfit) throw new InvalidReleaseError(`The release does not fit its schema at ${misfit}`);
  return release;
}

/** SHA-256 of the canonical JSON, hex: names a release and chains the next one to it. */
export function releaseHash(release: Release): string {
  return createHash('sha256').update(canonicalJson(release)).digest('hex');
}
