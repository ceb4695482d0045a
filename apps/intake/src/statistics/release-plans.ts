import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import {
  canonicalJson,
  planPeriods,
  type CountingDefinitions,
  type PlanPeriod,
  type Release,
} from '@an-tam/disclosure-control';
import { z } from 'zod';
import { ConfigFileError, readConfigFile } from '../reference-data/index.js';

const kindSchema = z.enum(['harm_reduction', 'reintegration', 'other']);
const andSchema = z.enum(['any', 'both']);
const coverageSchema = z.object({
  target_group: z.string().min(1),
  denominator: z.literal('eligible'),
  numerator: z.enum(['reached', 'used']),
  definitions: z.object({
    // What a screening found, by the rules of the questionnaire that it was asked with.
    in_need: z.object({ rule: z.literal('screening_result'), result: z.literal('in_need') }),
    eligible: z.object({ rule: z.literal('screening_result'), result: z.literal('eligible') }),
    reached: z.object({ kinds: z.array(kindSchema).min(1), and: andSchema }),
    used: z.object({ and: andSchema }),
  }),
  population: z.object({ leave_out: z.array(z.string().min(1)) }),
  thresholds: z.record(z.string(), z.number().int().nonnegative()),
});
type Coverage = z.infer<typeof coverageSchema>;

const planSchema = z.object({
  id: z.string().regex(/^[a-z0-9-]{1,60}$/),
  level: z.enum(['province', 'commune']),
  unit_code: z.string(),
  geography: z.string().min(1),
  period_rule: z.object({
    kind: z.enum(['quarter', 'half_year', 'year']),
    closing_day: z.number().int().min(1).max(28),
    first_year: z.number().int(),
    last_year: z.number().int(),
  }),
  targets: z.array(z.object({ id: z.string(), coverage: coverageSchema.optional() })),
});

/** The decision that drew the communes of `config/administrative-units`: one geography a period, and it is this one. */
const geography = '19/2025/QD-TTg';

/** A plan whose coverage targets this core counts for. */
export interface ReleasePlan {
  readonly id: string;
  readonly geography: string;
  readonly numerator: 'reached' | 'used';
  readonly definitions: CountingDefinitions;
  readonly thresholds: Release['thresholds'];
  /** The definitions as a release states them. */
  readonly stated: Release['definitions'];
  /** Every period of the plan, oldest first. */
  readonly periods: readonly PlanPeriod[];
}

/** The plans of the core's province that are measured by releases; read-only for the life of the process. */
export class ReleasePlans {
  constructor(
    readonly provinceCode: string,
    readonly plans: readonly ReleasePlan[],
  ) {}

  find(id: string): ReleasePlan | undefined {
    return this.plans.find((plan) => plan.id === id);
  }
}

/** @throws ConfigFileError naming the file; the service must not start. */
export function loadReleasePlans(configDir: string, provinceCode: string): ReleasePlans {
  const files = readdirSync(join(configDir, 'plans')).filter((file) => file.endsWith('.yaml'));
  const plans = files.sort().flatMap((file) => {
    const plan = readConfigFile(configDir, `plans/${file}`, planSchema);
    const [first, ...others] = plan.targets.flatMap((target) => target.coverage ?? []);
    const ours = plan.level === 'province' && plan.unit_code === provinceCode && plan.geography === geography;
    if (!first || !ours) return [];
    if (others.some((other) => canonicalJson(other) !== canonicalJson(first))) {
      // One release serves all targets of a plan, so it cannot be counted in two ways.
      throw new ConfigFileError(`config/plans/${file}: the coverage targets of the plan count in different ways.`);
    }
    return [toReleasePlan(plan, first)];
  });
  return new ReleasePlans(provinceCode, plans);
}

function toReleasePlan(plan: z.infer<typeof planSchema>, coverage: Coverage): ReleasePlan {
  const { kind, closing_day: closingDay, first_year: first, last_year: last } = plan.period_rule;
  const { reached, used } = coverage.definitions;
  const years = Array.from({ length: last - first + 1 }, (_, index) => first + index);
  return {
    id: plan.id,
    geography: plan.geography,
    numerator: coverage.numerator,
    definitions: { targetGroup: coverage.target_group, reached, used },
    thresholds: coverage.thresholds,
    stated: {
      target_group: coverage.target_group,
      numerator: coverage.numerator,
      denominator: coverage.denominator,
      reached_kinds: reached.kinds,
      reached_and: reached.and,
      used_and: used.and,
      leave_out: coverage.population.leave_out,
    },
    periods: years.flatMap((year) => planPeriods(year, kind, closingDay)),
  };
}
