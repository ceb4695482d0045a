import { assertFollows, planPeriods, ReleaseRefusedError, type VerifiedRelease } from '@an-tam/disclosure-control';
import type { Plan } from '../plans/index.js';
import { ReleaseForeignError, ReleaseMalformedError, ReleaseOutOfOrderError, refusalFor } from './release.errors.js';

/** The last release taken from one issuer for one plan. */
export interface ChainHead {
  readonly sequence: number;
  readonly hash: string;
}

/**
 * A release must be for a known plan of the signing province and for one of the plan's own periods.
 * @throws ReleaseForeignError, ReleaseMalformedError
 */
export function assertFitsPlan({ release }: VerifiedRelease, plan: Plan | null): void {
  if (!plan) throw new ReleaseMalformedError({ plan: release.plan });
  if (plan.unit_code !== release.province) throw new ReleaseForeignError({ plan: release.plan });
  const { kind, closing_day: closingDay, first_year: first, last_year: last } = plan.period_rule;
  const { id, planYear, from, to } = release.period;
  const period =
    planYear >= first && planYear <= last
      ? planPeriods(planYear, kind, closingDay).find((candidate) => candidate.id === id)
      : undefined;
  if (period?.from !== from || period.to !== to) throw new ReleaseMalformedError({ period: id });
}

/**
 * @throws ReleaseOutOfOrderError when earlier releases are missing; ReleaseReplayedError for a number taken before;
 * ReleaseChainBrokenError when the number is right but the release does not name the last one.
 */
export function assertContinues(verified: VerifiedRelease, head: ChainHead | null): void {
  const expected = (head?.sequence ?? 0) + 1;
  if (verified.release.sequence > expected) throw new ReleaseOutOfOrderError({ expected });
  try {
    assertFollows(verified, head);
  } catch (error) {
    if (error instanceof ReleaseRefusedError) throw refusalFor(error.reason);
    throw error;
  }
}
