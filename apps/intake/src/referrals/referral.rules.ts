import type { ReferralState } from '@an-tam/contracts';

/** States in which the recipient can still see the packet or act. */
export const liveStates: readonly ReferralState[] = ['requested', 'received', 'accepted', 'in-progress', 'on-hold'];

/** How far a referral has come; a late message never takes it back (FHIR Task order). */
const order: Readonly<Record<ReferralState, number>> = {
  draft: 0,
  requested: 1,
  received: 2,
  accepted: 3,
  'in-progress': 4,
  'on-hold': 4,
  completed: 5,
  failed: 5,
  rejected: 5,
  cancelled: 5,
  expired: 5,
};

/** Whether news of a state changes what the centre shows. What has ended stays as it ended. */
export function advances(from: ReferralState, to: ReferralState): boolean {
  return order[from] < 5 && (order[to] > order[from] || (order[to] === order[from] && to !== from));
}
