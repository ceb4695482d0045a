import { referralStateSchema, type ReferralState } from '@an-tam/contracts';
import { transitionFor, WrongStateError, type ReferralRouting } from '../referrals/index.js';
import { isShown, stepsOfDecision, waysOfDecision } from './inbox.rules.js';

describe('decisions of a partner', () => {
  it('walk the state machine from every state they are possible in', () => {
    const ends = Object.values(waysOfDecision).flatMap((ways) =>
      (Object.entries(ways) as [ReferralState, readonly Parameters<typeof transitionFor>[1][]][]).map(([from, steps]) =>
        steps.reduce<ReferralState>((state, step) => transitionFor(state, step, 'partner').to, from),
      ),
    );
    expect(ends).toEqual(['accepted', 'rejected', 'completed', 'completed', 'completed']);
  });

  it('are refused elsewhere, naming what is possible', () => {
    const allowedIn = (state: ReferralState) => {
      try {
        stepsOfDecision(state, state === 'received' ? 'complete' : 'accept');
        return 'no refusal';
      } catch (error) {
        return (error as WrongStateError).details.allowed;
      }
    };
    const allowed = Object.fromEntries(referralStateSchema.options.map((state) => [state, allowedIn(state)]));
    expect(allowed).toEqual({
      draft: [],
      requested: [],
      received: ['accept', 'reject'],
      accepted: ['complete'],
      'in-progress': ['complete'],
      'on-hold': ['complete'],
      completed: [],
      failed: [],
      rejected: [],
      cancelled: [],
      expired: [],
    });
  });
});

describe('what stays in the list', () => {
  const now = new Date('2026-11-20T09:00:00Z');
  const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000);
  const routing = (changes: Partial<ReferralRouting>): ReferralRouting => ({
    id: '',
    centreId: '',
    organisationId: '',
    serviceId: '',
    urgency: 'routine',
    state: 'received',
    requestedAt: daysAgo(10),
    dueAt: daysAgo(8),
    expiresAt: new Date(now.getTime() + 1),
    endedAt: null,
    packetId: '',
    version: 1,
    ...changes,
  });

  it.each([
    ['a live one', {}, true],
    ['a live one at its expiry', { expiresAt: now }, false],
    ['one delivered within the week', { state: 'completed', endedAt: daysAgo(6.9), expiresAt: daysAgo(1) }, true],
    ['one delivered a week ago', { state: 'completed', endedAt: daysAgo(7) }, false],
    ['one rejected a moment ago', { state: 'rejected', endedAt: now }, false],
    ['one withdrawn a moment ago', { state: 'cancelled', endedAt: now }, false],
  ] as const)('%s', (_name, changes, shown) => {
    expect(isShown(routing(changes), now)).toBe(shown);
  });
});
