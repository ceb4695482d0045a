import type { NeedView, ScreeningView } from '@an-tam/contracts';

/** How urgent a need was found; null where it was not found. */
export type NeedLevel = NeedView['urgency'] | null;

export interface NeedChange {
  readonly code: string;
  /** One level for each screening, oldest first. */
  readonly levels: readonly NeedLevel[];
}

/** What became of every need that was ever found, screening by screening; nothing before there are two of them. */
export function needChanges(screenings: readonly Pick<ScreeningView, 'needs'>[]): NeedChange[] {
  if (screenings.length < 2) return [];
  const codes = [...new Set(screenings.flatMap(({ needs }) => needs.map(({ code }) => code)))];
  return codes.map((code) => ({
    code,
    levels: screenings.map(({ needs }) => needs.find((need) => need.code === code)?.urgency ?? null),
  }));
}
