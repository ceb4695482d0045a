import { coverErrors } from './leave-cover.rules.js';

const today = '2026-11-20';
const cover = { absentId: 'a', coverId: 'b', fromOn: today, untilOn: '2026-11-22' };
const fields = (changes: Partial<typeof cover>) =>
  coverErrors({ ...cover, ...changes }, today).map(({ field }) => field);

describe('cover during leave', () => {
  it('is arranged from today on, for a day or for sixty', () => {
    for (const untilOn of [today, '2026-11-22', '2027-01-18']) expect(fields({ untilOn })).toEqual([]);
    expect(fields({ fromOn: '2027-02-01', untilOn: '2027-02-28' })).toEqual([]);
  });

  it.each([
    ['somebody for themselves', { coverId: 'a' }, ['coverId']],
    ['from a day that is over', { fromOn: '2026-11-19' }, ['fromOn']],
    ['until a day that is over', { fromOn: '2026-11-18', untilOn: '2026-11-19' }, ['fromOn', 'untilOn']],
    ['until a day before it begins', { fromOn: '2026-11-25' }, ['untilOn']],
    ['for longer than sixty days', { untilOn: '2027-01-19' }, ['untilOn']],
  ])('names the field: %s', (_, changes, expected) => {
    expect(fields(changes)).toEqual(expected);
  });
});
