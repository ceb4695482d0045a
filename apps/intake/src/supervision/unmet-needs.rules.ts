import type { CaseReferralView, FollowUpView, NeedView, ReferralState } from '@an-tam/contracts';

const answers: readonly ReferralState[] = ['requested', 'received', 'accepted', 'in-progress', 'on-hold', 'completed'];

/** What of a case decides whether a need is answered. */
export interface NeedsOfCase {
  /** Of the last screening. */
  readonly needs: readonly NeedView[];
  readonly referrals: readonly Pick<CaseReferralView, 'needCode' | 'state'>[];
  readonly followUps: readonly Pick<FollowUpView, 'servicesDelivered'>[];
}

/** Needs that nothing answers: no referral that lives or was completed, and no service of the centre of that domain. */
export function unmetNeeds(
  { needs, referrals, followUps }: NeedsOfCase,
  domainOf: (service: string) => string | undefined,
): NeedView[] {
  const answered = new Set([
    ...referrals.filter(({ state }) => answers.includes(state)).map(({ needCode }) => needCode),
    ...followUps.flatMap(({ servicesDelivered }) => servicesDelivered.map(domainOf)),
  ]);
  return needs.filter(({ code }) => !answered.has(code));
}
