import type { CaseView, ReferralState } from '@an-tam/contracts';

export type NextStep =
  | { readonly kind: 'screen' }
  | { readonly kind: 'refer'; readonly needCode: string }
  | { readonly kind: 'wait' }
  | { readonly kind: 'followUp' };

const answersNeed: readonly ReferralState[] = [
  'requested',
  'received',
  'accepted',
  'in-progress',
  'on-hold',
  'completed',
];
const waiting: readonly ReferralState[] = ['requested', 'received'];

/**
 * The one thing to do next with a file, in the order of harm if late: an urgent need without a service, any need
 * without one, no screening yet, an unanswered referral, else a follow-up.
 */
export function nextStepOf(file: Pick<CaseView, 'needs' | 'referrals' | 'screenings'>, mayRefer: boolean): NextStep {
  if (!mayRefer) return { kind: 'followUp' };
  if (file.screenings.length === 0) return { kind: 'screen' };
  const served = new Set(
    file.referrals.filter(({ state }) => answersNeed.includes(state)).map(({ needCode }) => needCode),
  );
  const open = file.needs.filter(({ code }) => !served.has(code));
  const first = open.find(({ urgency }) => urgency === 'urgent') ?? open[0];
  if (first) return { kind: 'refer', needCode: first.code };
  if (file.referrals.some(({ state }) => waiting.includes(state))) return { kind: 'wait' };
  return { kind: 'followUp' };
}
