import { referralStateSchema } from '@an-tam/contracts';
import { WrongStateError } from './referral.errors.js';
import { allowedSteps, answerDueAt, isLive, transitionFor, transitionTable } from './referral.rules.js';

const edges = () => transitionTable.map(({ from, to }) => `${from} -> ${to}`).sort();

describe('the closed loop of a referral', () => {
  it('has exactly the transitions of the product', () => {
    const live = ['requested', 'received', 'accepted', 'in-progress', 'on-hold'];
    expect(edges()).toEqual(
      [
        'draft -> requested',
        'requested -> received',
        'received -> accepted',
        'received -> rejected',
        'accepted -> in-progress',
        'in-progress -> on-hold',
        'on-hold -> in-progress',
        'in-progress -> completed',
        'in-progress -> failed',
        ...live.flatMap((from) => [`${from} -> cancelled`, `${from} -> expired`]),
      ].sort(),
    );
  });

  it('leaves no end state', () => {
    const ends = referralStateSchema.options.filter((state) => state !== 'draft' && !isLive(state));
    expect(ends).toEqual(['completed', 'failed', 'rejected', 'cancelled', 'expired']);
    for (const end of ends) expect(transitionTable.filter((rule) => rule.from === end)).toEqual([]);
  });

  it('refuses a step of another state and names those that are possible', () => {
    expect(transitionFor('received', 'accept', 'partner').to).toBe('accepted');
    const refused = (() => {
      try {
        return transitionFor('received', 'complete', 'partner');
      } catch (error) {
        return error;
      }
    })();
    expect(refused).toBeInstanceOf(WrongStateError);
    expect((refused as WrongStateError).details).toEqual({ allowed: ['accept', 'reject'] });
  });

  it('refuses a step of another party', () => {
    expect(transitionFor('accepted', 'cancel', 'centre').to).toBe('cancelled');
    expect(() => transitionFor('accepted', 'cancel', 'partner')).toThrow(WrongStateError);
    expect(allowedSteps('requested', 'partner')).toEqual([]);
  });

  it('asks for a reason with every refusal and for the day with every delivery', () => {
    const needing = (need: string) => [
      ...new Set(transitionTable.filter(({ needs }) => needs.some((n) => n === need)).map(({ step }) => step)),
    ];
    expect(needing('statusReason')).toEqual(['reject', 'fail', 'cancel']);
    expect(needing('deliveredOn')).toEqual(['complete']);
  });
});

describe('when an answer is due', () => {
  it.each([
    // Local times of Asia/Ho_Chi_Minh; 20/11/2026 is a Friday.
    ['routine', '2026-11-18T09:00:00+07:00', '2026-11-20T09:00:00+07:00'],
    ['routine', '2026-11-20T09:00:00+07:00', '2026-11-24T09:00:00+07:00'],
    ['routine', '2026-11-21T09:00:00+07:00', '2026-11-24T09:00:00+07:00'],
    // Sunday evening in UTC is Monday morning there.
    ['routine', '2026-11-22T23:00:00Z', '2026-11-24T23:00:00Z'],
    ['urgent', '2026-11-21T22:00:00+07:00', '2026-11-22T02:00:00+07:00'],
  ] as const)('%s asked at %s: %s', (urgency, askedAt, dueAt) => {
    expect(answerDueAt(urgency, new Date(askedAt))).toEqual(new Date(dueAt));
  });
});
