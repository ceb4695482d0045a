import type { SafeReach } from '@an-tam/contracts';
import { mayReachBy } from './safe-reach.rules.js';

const at = (time: string) => new Date(`2026-11-20T${time}:00+07:00`);
const reach: SafeReach = { unsafe: ['call'], hours: { from: '08:00', to: '17:30' } };

describe('reaching a client', () => {
  it('refuses a way she called unsafe at any hour, and that way alone', () => {
    expect(mayReachBy(reach, 'call')).toBe('unsafe');
    expect(mayReachBy(reach, 'call', at('09:00'))).toBe('unsafe');
    expect(mayReachBy(reach, 'message', at('09:00'))).toBe('safe');
  });

  it.each([
    ['07:59', 'outside_hours'],
    ['08:00', 'safe'],
    ['17:29', 'safe'],
    ['17:30', 'outside_hours'],
  ])('keeps to her hours, in the time of the country: %s', (time, answer) => {
    expect(mayReachBy(reach, 'email', at(time))).toBe(answer);
  });

  it.each([
    ['23:30', 'safe'],
    ['01:59', 'safe'],
    ['02:00', 'outside_hours'],
    ['12:00', 'outside_hours'],
  ])('follows hours past midnight: %s', (time, answer) => {
    expect(mayReachBy({ unsafe: [], hours: { from: '21:00', to: '02:00' } }, 'call', at(time))).toBe(answer);
  });

  it('judges a day without an hour by the way alone, and any hour where she named none', () => {
    expect(mayReachBy(reach, 'visit')).toBe('safe');
    expect(mayReachBy({ unsafe: [], hours: null }, 'visit', at('03:00'))).toBe('safe');
  });

  it('says when she was not asked', () => {
    expect(mayReachBy(null, 'call', at('09:00'))).toBe('unasked');
  });
});
