import {
  auditRelease,
  buildRelease,
  coverageFigures,
  coverageTable,
  leftOutTable,
  planPeriods,
  protectRounding,
  recordKey,
  releaseHash,
  signRelease,
  type Release,
  type ReleaseEnvelope,
  type RoundingState,
} from '@an-tam/disclosure-control';
import type { KeyObject } from 'node:crypto';

/** People newly counted in a commune in the period; reached are among the eligible. */
export interface CommuneCounts {
  readonly eligible: number;
  readonly reached: number;
}

export interface ReleaseOrder {
  readonly key: KeyObject;
  /** Every commune of the table; those not named in `counts` hold nobody. */
  readonly units: readonly string[];
  readonly counts: Readonly<Record<string, CommuneCounts>>;
  readonly province?: string;
  readonly issuer?: string;
  readonly plan?: string;
  readonly planYear?: number;
  /** 0 for the first half of the plan year, 1 for the second. */
  readonly half?: 0 | 1;
  readonly after?: { readonly release: Release; readonly state: RoundingState };
  /** Departures from what the chain asks for, to be refused. */
  readonly sequence?: number;
  readonly previousHash?: string;
}

const secret = new Uint8Array(32).fill(7);

/** Rounds, audits, builds and signs a release just as a core does. */
export function makeSignedRelease(order: ReleaseOrder): {
  envelope: ReleaseEnvelope;
  release: Release;
  state: RoundingState;
} {
  const { units, after, province = '33', planYear = 2026 } = order;
  const period = planPeriods(planYear, 'half_year', 14)[order.half ?? 0];
  if (!period) throw new Error('The plan year has no such period.');
  const cells = Object.entries(order.counts).flatMap(([unit, { eligible, reached }]) =>
    (['in_need', 'eligible', 'reached'] as const).map((event) => ({
      codes: { unit, event },
      keys: Array.from({ length: event === 'reached' ? reached : eligible }, (_, person) =>
        recordKey(secret, `${period.id}/${unit}/${person}`, 'coverage'),
      ),
    })),
  );
  const input = {
    base: 5 as const,
    tables: [
      { spec: coverageTable(units), cells },
      { spec: leftOutTable(), cells: [] },
    ],
    ...(after && { prior: after.state }),
  };
  const result = protectRounding(input);
  const coverage = coverageFigures(result, province, 'reached', 'eligible');
  const release = buildRelease({
    issuer: order.issuer ?? `core-${province}`,
    province,
    plan: order.plan ?? 'hung-yen-2026-2030',
    sequence: order.sequence ?? (after?.release.sequence ?? 0) + 1,
    previousHash: order.previousHash ?? (after ? releaseHash(after.release) : null),
    period,
    closedOn: period.to,
    geography: '19/2025/QD-TTg',
    thresholds: { base: 5 },
    definitions: { reached: 'any' },
    result,
    coverage,
    audit: auditRelease({ input, result, coverage }),
  });
  return { envelope: signRelease(release, order.key), release, state: result.state };
}
