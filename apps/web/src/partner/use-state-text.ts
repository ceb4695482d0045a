import type { ReferralState } from '@an-tam/contracts';
import { usePartnerText } from './partner-texts.js';

const named = ['received', 'accepted', 'in-progress', 'on-hold', 'completed', 'rejected'] as const;

/** A referral's state in a partner's words. */
export function useStateText(): (state: ReferralState) => string {
  const t = usePartnerText();
  return (state) => t(`state.${named.find((known) => known === state) ?? 'other'}`);
}
