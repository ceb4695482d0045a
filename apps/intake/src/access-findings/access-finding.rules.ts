import type { AccessRuleCode } from '@an-tam/contracts';
import type { AccessReviewConfig } from './access-review-config.js';

/** What one person did in one centre on one day, counted from the log. */
export interface PersonDay {
  readonly accountId: string;
  /** `YYYY-MM-DD` in Asia/Ho_Chi_Minh. */
  readonly day: string;
  /** Every role acted in that day. */
  readonly roles: readonly string[];
  /** Different files that were opened. */
  readonly opened: number;
  /** Of these, files that are no work of this person's. */
  readonly unrelated: number;
  /** Entries about files in the hours of the night. */
  readonly night: number;
  readonly denied: number;
  readonly emergencies: number;
}

export interface UnusualAccess {
  readonly accountId: string;
  readonly day: string;
  readonly rule: AccessRuleCode;
  readonly observed: number;
  /** What it may be without standing out. */
  readonly usual: number;
}

function median(values: readonly number[]): number | undefined {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const [lower, upper] = [sorted[middle - 1 + (sorted.length % 2)], sorted[middle]];
  return lower === undefined || upper === undefined ? undefined : (lower + upper) / 2;
}

/** Whole days from one day to a later one. */
const daysBetween = (from: string, to: string): number => Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);

/** The most files that a day may have: what is usual for this person, or for the others where that is more. */
function usualVolume({ accountId, day }: PersonDay, days: readonly PersonDay[], config: AccessReviewConfig): number {
  const { factor, own_days: ownDays } = config.rules.volume;
  const before = days.filter((other) => other.opened > 0 && other.day < day);
  const own = before.filter((other) => other.accountId === accountId).map(({ opened }) => opened);
  const others = before.filter((other) => other.accountId !== accountId).map(({ opened }) => opened);
  const medians = [own.length >= ownDays ? median(own) : undefined, median(others)];
  return Math.floor(factor * Math.max(0, ...medians.filter((value) => value !== undefined)));
}

function emergenciesUntil({ accountId, day }: PersonDay, days: readonly PersonDay[], within: number): number {
  return days
    .filter((other) => other.accountId === accountId && other.day <= day && daysBetween(other.day, day) < within)
    .reduce((sum, { emergencies }) => sum + emergencies, 0);
}

/**
 * What stands out on the days from `since` on.
 * @param days of one centre, with those of the window before, from which the usual is taken
 */
export function findUnusual(days: readonly PersonDay[], since: string, config: AccessReviewConfig): UnusualAccess[] {
  const { volume, night, unrelated, denied, emergencies } = config.rules;
  return days
    .filter(({ day }) => day >= since)
    .flatMap((one) => {
      const inEmergency = one.emergencies > 0 ? emergenciesUntil(one, days, emergencies.days) : 0;
      const isExcepted = unrelated.except_roles.some((role) => one.roles.includes(role));
      const counted: readonly [AccessRuleCode, observed: number, usual: number][] = [
        ['volume', one.opened, Math.max(volume.least - 1, usualVolume(one, days, config))],
        ['night', one.night, night.least - 1],
        ['unrelated', isExcepted ? 0 : one.unrelated, unrelated.least - 1],
        ['denied', one.denied, denied.least - 1],
        ['emergencies', inEmergency, emergencies.least - 1],
      ];
      const { accountId, day } = one;
      return counted
        .filter(([, observed, usual]) => observed > usual)
        .map(([rule, observed, usual]) => ({ accountId, day, rule, observed, usual }));
    });
}
