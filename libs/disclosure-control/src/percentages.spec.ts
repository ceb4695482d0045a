import { communeBand, displayLabel, labelAdmits, provincePercent, verdictOn, type Verdict } from './percentages.js';

describe('labels', () => {
  it('says what a reader may conclude', () => {
    expect([0, 5, 10, 15, 1000].map(displayLabel)).toEqual(['0-4', '1-9', '10', '15', '1000']);
  });

  it('admits exactly the true counts a label names', () => {
    const admitted = (value: number): number[] =>
      Array.from({ length: 12 }, (_, at) => at).filter((at) => labelAdmits(value, at));
    expect(admitted(0)).toEqual([0, 1, 2, 3, 4]);
    expect(admitted(5)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });
});

describe('percentages', () => {
  it('gives a province one decimal and nothing without people', () => {
    expect(provincePercent({ numerator: 215, denominator: 305 })).toBe(70.5);
    expect(provincePercent({ numerator: 0, denominator: 0 })).toBeNull();
  });

  it('gives a commune a band of 5 points from a denominator of 50 up', () => {
    expect(communeBand({ numerator: 35, denominator: 50 })).toEqual([70, 75]);
    expect(communeBand({ numerator: 40, denominator: 55 })).toEqual([70, 75]);
    expect(communeBand({ numerator: 50, denominator: 50 })).toEqual([95, 100]);
    expect(communeBand({ numerator: 0, denominator: 50 })).toEqual([0, 5]);
    expect(communeBand({ numerator: 35, denominator: 45 })).toBeNull();
  });
});

describe('verdict', () => {
  it.each<[number, number, number, 'province' | 'commune', Verdict]>([
    [730, 1000, 70, 'province', 'met'],
    [720, 1000, 70, 'province', 'borderline'],
    [700, 1000, 70, 'province', 'borderline'],
    [680, 1000, 70, 'province', 'borderline'],
    [675, 1000, 70, 'province', 'not_met'],
    [300, 300, 100, 'province', 'borderline'],
    [80, 100, 70, 'province', 'met'],
    [75, 100, 70, 'province', 'borderline'],
    [70, 100, 70, 'province', 'borderline'],
    [60, 100, 70, 'province', 'not_met'],
    [0, 0, 70, 'province', 'not_stated'],
    [80, 100, 70, 'commune', 'met'],
    [75, 100, 70, 'commune', 'borderline'],
    [65, 100, 70, 'commune', 'borderline'],
    [60, 100, 70, 'commune', 'not_met'],
    [45, 45, 70, 'commune', 'not_stated'],
  ])('%i of %i against %i %% in a %s: %s', (numerator, denominator, target, level, verdict) => {
    expect(verdictOn({ numerator, denominator }, target, level)).toBe(verdict);
  });

  it('never says met or not met where a true share inside the rounding interval says otherwise', () => {
    for (let denominator = 5; denominator < 300; denominator += 5) {
      for (let numerator = 0; numerator <= denominator; numerator += 5) {
        const verdict = verdictOn({ numerator, denominator }, 70, 'province');
        for (const [n, d] of [
          [Math.max(0, numerator - 4), denominator + 4],
          [Math.min(numerator + 4, denominator + 4), denominator - 4],
        ] as const) {
          const share = Math.min(100, (100 * n) / d);
          if (verdict === 'met') expect(share).toBeGreaterThanOrEqual(70);
          if (verdict === 'not_met') expect(share).toBeLessThan(70);
        }
      }
    }
  });
});
