import type { CaseReferralView, CaseView } from '@an-tam/contracts';
import { nextStepOf } from './next-step.js';

const screening = { id: 's', questionnaire: 'q', questionnaireVersion: 1, screenedOn: '2026-03-01' };
const screenings = [{ ...screening, needs: [], inNeed: true, eligible: true, scores: [] }];
const needs: CaseView['needs'] = [
  { code: 'work', urgency: 'routine' },
  { code: 'health', urgency: 'urgent' },
];
const referral = (needCode: string, state: CaseReferralView['state']): CaseReferralView => ({
  id: needCode,
  organisationId: 'o',
  serviceId: 's',
  needCode,
  urgency: 'routine',
  state,
  statusReason: null,
  requestedOn: '2026-03-01',
  deliveredOn: null,
});

describe('the next step of a file', () => {
  it('asks about needs before anything else', () => {
    expect(nextStepOf({ needs: [], referrals: [], screenings: [] }, true)).toEqual({ kind: 'screen' });
  });

  it('puts an urgent need first', () => {
    expect(nextStepOf({ needs, referrals: [], screenings }, true)).toEqual({ kind: 'refer', needCode: 'health' });
  });

  it('comes back to a need whose referral was not taken on', () => {
    const referrals = [referral('health', 'rejected'), referral('work', 'completed')];
    expect(nextStepOf({ needs, referrals, screenings }, true)).toEqual({ kind: 'refer', needCode: 'health' });
  });

  it('waits for an unanswered referral, then follows up', () => {
    const both = (state: CaseReferralView['state']) => [referral('health', state), referral('work', 'completed')];
    expect(nextStepOf({ needs, referrals: both('received'), screenings }, true)).toEqual({ kind: 'wait' });
    expect(nextStepOf({ needs, referrals: both('completed'), screenings }, true)).toEqual({ kind: 'followUp' });
  });

  it('offers who cannot refer the follow-up only', () => {
    expect(nextStepOf({ needs, referrals: [], screenings: [] }, false)).toEqual({ kind: 'followUp' });
  });
});
