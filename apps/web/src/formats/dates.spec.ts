import { dayOf, sayDay, sayInstant, timeLeft, writeDay, writeNumber } from './dates.js';

const now = new Date('2026-03-05T07:30:00Z');

describe('dates as people say them', () => {
  it('takes the day of Vietnam, not of the device', () => {
    expect(dayOf(new Date('2026-03-04T17:00:00Z'))).toBe('2026-03-05');
    expect(dayOf(new Date('2026-03-04T16:59:59Z'))).toBe('2026-03-04');
  });

  it('writes and says days', () => {
    expect(writeDay('2026-03-05')).toBe('05/03/2026');
    expect(sayDay('2026-03-05', 'vi', now)).toBe('hôm nay');
    expect(sayDay('2026-03-04', 'vi', now)).toBe('hôm qua');
    expect(sayDay('2026-03-06', 'en', now)).toBe('tomorrow');
    expect(sayDay('2026-03-10', 'vi', now)).toBe('thứ Ba 10/03/2026');
    expect(sayInstant('2026-03-05T07:30:00Z', 'vi', now)).toBe('hôm nay 14:30');
  });

  it('shows a clock as time left', () => {
    expect(timeLeft('2026-03-05T10:45:00Z', 'vi', now)).toEqual({ overdue: false, text: 'còn 3 giờ' });
    expect(timeLeft('2026-03-05T07:10:00Z', 'vi', now)).toEqual({ overdue: true, text: 'quá hạn 20 phút' });
    expect(timeLeft('2026-03-09T07:30:00Z', 'en', now)).toEqual({ overdue: false, text: '4 days left' });
    expect(timeLeft('2026-03-05T06:30:00Z', 'en', now)).toEqual({ overdue: true, text: '1 hour late' });
  });

  it('writes numbers the Vietnamese way', () => {
    expect(writeNumber(1234.5, 'vi')).toBe('1.234,5');
    expect(writeNumber(1234.5, 'en')).toBe('1,234.5');
  });
});
