import type { DecideReferral, ReferralState } from '@an-tam/contracts';
import { isLive, WrongStateError, type ReferralRouting, type ReferralStep } from '../referrals/index.js';

export type Decision = DecideReferral['step'];

/** Which steps of the state machine each decision stands for, by the state it is made in. */
export const waysOfDecision: Readonly<
  Record<Decision, Readonly<Partial<Record<ReferralState, readonly ReferralStep[]>>>>
> = {
  accept: { received: ['accept'] },
  reject: { received: ['reject'] },
  complete: { accepted: ['start', 'complete'], 'on-hold': ['resume', 'complete'], 'in-progress': ['complete'] },
};

/** @throws WrongStateError naming the decisions that are possible now. */
export function stepsOfDecision(state: ReferralState, decision: Decision): readonly ReferralStep[] {
  const steps = waysOfDecision[decision][state];
  if (steps) return steps;
  const allowed = Object.entries(waysOfDecision).filter(([, ways]) => ways[state]);
  throw new WrongStateError({ allowed: allowed.map(([name]) => name) });
}

/** A delivered referral stays in the list this long, as a line without its packet. */
export const shownAfterCompletionDays = 7;

/** Whether a referral is in the list: live, or delivered a short while ago. Everything else is out of reach. */
export function isShown({ state, expiresAt, endedAt }: ReferralRouting, now: Date): boolean {
  if (isLive(state)) return expiresAt > now;
  return (
    state === 'completed' &&
    endedAt !== null &&
    endedAt.getTime() > now.getTime() - shownAfterCompletionDays * 86_400_000
  );
}
