import { readFileSync, readdirSync } from 'node:fs';
import { planPeriods, type PeriodKind, type PlanPeriod } from '@an-tam/disclosure-control';
import { parse } from 'yaml';
import { repositoryPath } from './repository.js';

interface PlanFile {
  readonly id: string;
  readonly unit_code: string;
  readonly period_rule: { readonly kind: PeriodKind; readonly closing_day: number };
  readonly targets: readonly { readonly id: string }[];
}

export interface PlanCalendar {
  readonly planId: string;
  readonly periodsOf: (planYear: number) => readonly PlanPeriod[];
  /** The period a day falls in. */
  readonly periodContaining: (day: string) => PlanPeriod;
}

/** Periods of the plan that has the target. */
export function planCalendar(target: string): PlanCalendar {
  const folder = repositoryPath('config', 'plans');
  const plans = readdirSync(folder).map((name) => parse(readFileSync(`${folder}/${name}`, 'utf8')) as PlanFile);
  const plan = plans.find((p) => p.targets.some((t) => t.id === target));
  if (!plan) throw new Error(`config/plans has no target ${target}`);
  const periodsOf = (year: number) => planPeriods(year, plan.period_rule.kind, plan.period_rule.closing_day);
  return {
    planId: plan.id,
    periodsOf,
    periodContaining(day) {
      const year = Number(day.slice(0, 4));
      const found = [...periodsOf(year), ...periodsOf(year + 1)].find((p) => p.from <= day && day <= p.to);
      if (!found) throw new Error(`no period of ${plan.id} contains ${day}`);
      return found;
    },
  };
}

/** The day `days` after another one, `YYYY-MM-DD`. */
export function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

/** The present day in Asia/Ho_Chi_Minh. */
export function realToday(): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Ho_Chi_Minh' }).format(new Date());
}
