import { join } from 'node:path';
import { readConfigFile } from '../reference-data/index.js';
import { findUnusual, type PersonDay } from './access-finding.rules.js';
import { accessReviewConfigFile, accessReviewConfigSchema } from './access-review-config.js';

const config = readConfigFile(join(__dirname, '../../../../config'), accessReviewConfigFile, accessReviewConfigSchema);

const ordinary: PersonDay = {
  accountId: 'a',
  day: '2026-11-20',
  roles: ['case_manager'],
  opened: 6,
  unrelated: 1,
  night: 0,
  denied: 1,
  emergencies: 0,
};
const dayBefore = (days: number) => new Date(Date.UTC(2026, 10, 20 - days)).toISOString().slice(0, 10);
const past = (accountId: string, opened: readonly number[]): PersonDay[] =>
  opened.map((count, at) => ({ ...ordinary, accountId, opened: count, day: dayBefore(at + 1) }));
const found = (changes: Partial<PersonDay>, before: readonly PersonDay[] = []) =>
  findUnusual([...before, { ...ordinary, ...changes }], ordinary.day, config).map(({ rule, observed, usual }) => [
    rule,
    observed,
    usual,
  ]);

describe('unusual access', () => {
  const week = [...past('a', [5, 6, 7, 6, 8]), ...past('b', [4, 5, 6, 5])];

  it('is not found in ordinary work, however often it is looked at', () => {
    expect(found({}, week)).toEqual([]);
    expect(findUnusual(week, '2026-11-01', config)).toEqual([]);
    expect(findUnusual([], '2026-11-01', config)).toEqual([]);
  });

  it.each([
    ['night', { night: 3 }, { night: 2 }, 2],
    ['unrelated', { unrelated: 5 }, { unrelated: 4 }, 4],
    ['denied', { denied: 5 }, { denied: 4 }, 4],
    ['emergencies', { emergencies: 3 }, { emergencies: 2 }, 2],
  ] as const)('is found by %s from the configured number on', (rule, over, under, usual) => {
    expect(found(over, week)).toEqual([[rule, usual + 1, usual]]);
    expect(found(under, week)).toEqual([]);
  });

  it('is found by volume against what the person and the others usually open', () => {
    expect(found({ opened: 20 }, week)).toEqual([['volume', 20, 19]]);
    expect(found({ opened: 19 }, week)).toEqual([]);
    // Who always opens many is measured by themselves, and a newcomer by the others.
    const busy = past('a', [12, 14, 12, 13, 12]);
    expect(found({ opened: 36 }, busy)).toEqual([]);
    expect(found({ opened: 37 }, busy)).toEqual([['volume', 37, 36]]);
    expect(found({ opened: 30 }, [...past('a', [2]), ...past('b', [10, 10, 10])])).toEqual([]);
    expect(found({ opened: 31 }, [...past('a', [2]), ...past('b', [10, 10, 10])])).toEqual([['volume', 31, 30]]);
    expect(found({ opened: 20 })).toEqual([['volume', 20, 19]]);
  });

  it('counts emergencies over the days of the rule, and only up to the day', () => {
    const before = [2, 6, 7].map((days) => ({ ...ordinary, emergencies: 1, day: dayBefore(days) }));
    expect(found({ emergencies: 1 }, before)).toEqual([['emergencies', 3, 2]]);
    expect(found({ emergencies: 1 }, before.slice(1))).toEqual([]);
    expect(found({ emergencies: 0 }, before)).toEqual([]);
  });

  it('lets a supervisor look into the files of others, and finds the rest all the same', () => {
    expect(found({ unrelated: 40, denied: 9, roles: ['supervisor'] }, week)).toEqual([['denied', 9, 4]]);
  });
});
