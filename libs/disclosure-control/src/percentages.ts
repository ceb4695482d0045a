import { BASE, STEERED_FROM } from './rounding-types.js';

export type Level = 'province' | 'commune';
export type Verdict = 'met' | 'not_met' | 'borderline' | 'not_stated';

/** Released counts, multiples of 5; never true counts. */
export interface ReleasedShare {
  readonly numerator: number;
  readonly denominator: number;
}

export const COMMUNE_PERCENT_FROM = 50;
export const COMMUNE_BAND = 5;
const PROVINCE_MARGIN_FROM = 300;
const BORDERLINE_POINTS = { province: 2, commune: 7 } as const;

export const ROUNDING_NOTE_VI = 'Số liệu được làm tròn đến bội số của 5 để giữ kín thông tin cá nhân.';
export const ROUNDING_NOTE_EN = 'Figures are rounded to a multiple of 5 to keep people private.';

/** 0 reads "0-4" and 5 reads "1-9": what a reader may conclude. Others stand as they are, with the rounding note. */
export function displayLabel(value: number): string {
  if (value === 0) return '0-4';
  if (value === BASE) return '1-9';
  return String(value);
}

/** True counts that a label of a published value admits. */
export function labelAdmits(value: number, trueCount: number): boolean {
  return value >= STEERED_FROM || Math.abs(value - trueCount) < BASE;
}

/** Percentage of a province with one decimal; null without a released denominator. */
export function provincePercent({ numerator, denominator }: ReleasedShare): number | null {
  return denominator > 0 ? Math.round((numerator * 1000) / denominator) / 10 : null;
}

/**
 * Percentage of a commune as a band of 5 points, `[70, 75]` standing for 70 <= p < 75 (the last band holds 100);
 * null below a released denominator of 50: the report then uses `TOO_SMALL_VI`.
 */
export function communeBand({ numerator, denominator }: ReleasedShare): readonly [number, number] | null {
  if (denominator < COMMUNE_PERCENT_FROM) return null;
  const low = Math.floor((numerator * 100) / denominator / COMMUNE_BAND) * COMMUNE_BAND;
  return low >= 100 ? [100 - COMMUNE_BAND, 100] : [low, low + COMMUNE_BAND];
}

export const TOO_SMALL_VI = 'Số nhỏ, không nêu tỷ lệ.';
export const TOO_SMALL_EN = 'Small numbers, no percentage stated.';

/**
 * Whether a share reaches `targetPercent`, from released counts alone. A province with a released denominator of at
 * least 300 is borderline within 2 points, a smaller one when the rounding interval (4 either way) holds the target;
 * a commune within 7 points, and nothing is stated below a denominator of 50.
 */
export function verdictOn(share: ReleasedShare, targetPercent: number, level: Level): Verdict {
  const { numerator, denominator } = share;
  if (denominator <= 0) return 'not_stated';
  if (level === 'commune' && denominator < COMMUNE_PERCENT_FROM) return 'not_stated';
  if (level === 'province' && denominator < PROVINCE_MARGIN_FROM) return verdictFromInterval(share, targetPercent);
  const gap = 100 * numerator - targetPercent * denominator;
  if (Math.abs(gap) <= BORDERLINE_POINTS[level] * denominator) return 'borderline';
  return gap > 0 ? 'met' : 'not_met';
}

function verdictFromInterval({ numerator, denominator }: ReleasedShare, targetPercent: number): Verdict {
  const reach = BASE - 1;
  const least = Math.max(0, numerator - reach);
  const most = numerator + reach;
  if (100 * least >= targetPercent * (denominator + reach)) return 'met';
  if (100 * most < targetPercent * Math.max(1, denominator - reach)) return 'not_met';
  return 'borderline';
}
