import { InvalidPeriodError } from './errors.js';

export type PeriodKind = 'quarter' | 'half_year' | 'year';

/** Dates are calendar days `YYYY-MM-DD` in Asia/Ho_Chi_Minh, both ends included. */
export interface PlanPeriod {
  /** `2026-H1`, `2026-Q3`, `2026-Y`. */
  readonly id: string;
  readonly planYear: number;
  readonly planYearFrom: string;
  readonly from: string;
  readonly to: string;
}

const MONTHS: Record<PeriodKind, readonly number[]> = { quarter: [3, 6, 9, 12], half_year: [6, 12], year: [12] };
const PREFIX: Record<PeriodKind, string> = { quarter: 'Q', half_year: 'H', year: 'Y' };

/**
 * Periods of a plan year: each closes on `closingDay` (1 to 28) of its last month and the next starts the day after,
 * so with 14 the plan year 2026 runs from 15/12/2025 to 14/12/2026.
 */
export function planPeriods(planYear: number, kind: PeriodKind, closingDay: number): PlanPeriod[] {
  if (!Number.isInteger(planYear) || planYear < 2000 || planYear > 2100) {
    throw new InvalidPeriodError(`Plan year ${planYear} is out of range`);
  }
  if (!Number.isInteger(closingDay) || closingDay < 1 || closingDay > 28) {
    throw new InvalidPeriodError('The closing day must be a day from 1 to 28');
  }
  const planYearFrom = day(planYear - 1, 12, closingDay + 1);
  let from = planYearFrom;
  return MONTHS[kind].map((month, index) => {
    const period = {
      id: `${planYear}-${PREFIX[kind]}${kind === 'year' ? '' : index + 1}`,
      planYear,
      planYearFrom,
      from,
      to: day(planYear, month, closingDay),
    };
    from = day(planYear, month, closingDay + 1);
    return period;
  });
}

/** Throws when `text` is not a calendar day. */
export function assertDay(text: string): void {
  const parsed = /^\d{4}-\d{2}-\d{2}$/.test(text) ? new Date(`${text}T00:00:00Z`) : undefined;
  if (!parsed || Number.isNaN(parsed.getTime()) || parsed.toISOString().slice(0, 10) !== text) {
    throw new InvalidPeriodError('A date must be a calendar day, YYYY-MM-DD');
  }
}

function day(year: number, month: number, date: number): string {
  return new Date(Date.UTC(year, month - 1, date)).toISOString().slice(0, 10);
}
