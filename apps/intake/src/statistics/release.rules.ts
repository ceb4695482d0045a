import type { PlanPeriod } from '@an-tam/disclosure-control';
import type { Role } from '@an-tam/contracts';
import type { ApprovingRole, ReleaseApprovalEntity } from './release-approval.entity.js';
import type { ReleaseEntity } from './release.entity.js';
import {
  AlreadyApprovedError,
  EarlierPeriodOpenError,
  PeriodClosedError,
  PeriodNotEndedError,
  ReleaseStateError,
} from './release.errors.js';
import type { ReleasePlan } from './release-plans.js';

type KnownRelease = Pick<ReleaseEntity, 'plan' | 'period' | 'state'>;

/** Signed for good, whether or not reporting has said that it arrived. */
export const isSigned = ({ state }: Pick<ReleaseEntity, 'state'>): boolean =>
  state === 'signed' || state === 'acknowledged';

/**
 * @param known releases of the plan so far, in any order
 * @throws PeriodNotEndedError, PeriodClosedError, EarlierPeriodOpenError
 */
export function assertClosable(
  plan: ReleasePlan,
  period: PlanPeriod,
  known: readonly KnownRelease[],
  today: string,
): void {
  if (period.to >= today) throw new PeriodNotEndedError(period.to);
  const standing = known.filter((release) => release.plan === plan.id && release.state !== 'refused');
  if (standing.some((release) => release.period === period.id)) throw new PeriodClosedError(period.id);
  const signed = new Set(standing.filter(isSigned).map((release) => release.period));
  const earlier = plan.periods.find(
    (other) => other.planYear === period.planYear && other.to < period.from && !signed.has(other.id),
  );
  // One release at a time for each plan: numbers and hashes of the chain are given at counting.
  const open = earlier?.id ?? standing.find((release) => release.state === 'audited')?.period;
  if (open !== undefined) throw new EarlierPeriodOpenError(open);
}

/** Ended periods without a release, oldest first. */
export function closablePeriods(
  plans: readonly ReleasePlan[],
  known: readonly KnownRelease[],
  today: string,
): { plan: string; period: string }[] {
  const taken = new Set(
    known.filter(({ state }) => state !== 'refused').map(({ plan, period }) => `${plan} ${period}`),
  );
  return plans
    .flatMap((plan) => plan.periods.map((period) => ({ plan, period })))
    .filter(({ plan, period }) => period.to < today && !taken.has(`${plan.id} ${period.id}`))
    .sort((a, b) => a.period.to.localeCompare(b.period.to) || a.plan.id.localeCompare(b.plan.id))
    .map(({ plan, period }) => ({ plan: plan.id, period: period.id }));
}

const approvingRoles: readonly ApprovingRole[] = ['release_officer', 'dpo'];

/**
 * The role in which an account approves.
 * @throws ReleaseStateError, AlreadyApprovedError
 */
export function roleToApproveIn(
  { accountId, roles }: { readonly accountId: string; readonly roles: readonly Role[] },
  release: Pick<ReleaseEntity, 'state'>,
  approvals: readonly Pick<ReleaseApprovalEntity, 'role' | 'accountId'>[],
): ApprovingRole {
  if (release.state !== 'audited') throw new ReleaseStateError(release.state);
  const free = approvingRoles.find((role) => roles.includes(role) && !approvals.some((other) => other.role === role));
  if (free === undefined || approvals.some((approval) => approval.accountId === accountId)) {
    throw new AlreadyApprovedError();
  }
  return free;
}

/** Both roles have approved, by two people: the release is to be signed. */
export function isApproved(approvals: readonly Pick<ReleaseApprovalEntity, 'role' | 'accountId'>[]): boolean {
  const accounts = new Set(approvals.map(({ accountId }) => accountId));
  return accounts.size > 1 && approvingRoles.every((role) => approvals.some((approval) => approval.role === role));
}
