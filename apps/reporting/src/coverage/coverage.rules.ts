import type { CoverageView } from '@an-tam/contracts';
import { coverageFigures, verdictOn, type CoverageFigure, type Level, type Release } from '@an-tam/disclosure-control';
import type { PlanTarget } from '../plans/index.js';

type CoverageSettings = NonNullable<PlanTarget['target']['coverage']>;

export interface ReleasedCoverage {
  readonly province: CoverageFigure;
  readonly communes: readonly CoverageFigure[];
}

/**
 * Coverage as one release states it. Releases run from the start of the plan year to their close, so the last one
 * of a year is already the sum of the year's periods.
 */
export function releasedCoverage(release: Release, settings: CoverageSettings): ReleasedCoverage {
  const figures = coverageFigures(release, release.province, settings.numerator, settings.denominator);
  return {
    province: figures.find((figure) => figure.level === 'province') ?? noFigure(release.province),
    communes: figures.filter((figure) => figure.level === 'commune'),
  };
}

/** A unit for which nothing has been released. */
export function noFigure(unit: string): CoverageFigure {
  return { unit, level: 'province', numerator: 0, denominator: 0, percent: null, band: null };
}

/** From released counts only; `no_figure` where the counts are too small to state one. */
export function verdictFor(figure: CoverageFigure, targetValue: number, level: Level): CoverageView['verdict'] {
  const verdict = verdictOn(figure, targetValue, level);
  return verdict === 'not_stated' ? 'no_figure' : verdict;
}
