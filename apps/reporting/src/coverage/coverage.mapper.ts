import type { CoverageView } from '@an-tam/contracts';
import { displayLabel, ROUNDING_NOTE_EN, ROUNDING_NOTE_VI, type CoverageFigure } from '@an-tam/disclosure-control';
import type { AdministrativeUnits } from '../administrative-units/index.js';
import type { PlanTarget } from '../plans/index.js';
import type { ReceivedRelease } from '../releases/index.js';
import { noFigure, releasedCoverage, verdictFor } from './coverage.rules.js';

type UnitView = CoverageView['province'];

const released = (value: number) => ({ value, shown: displayLabel(value) });
/** Not released is not zero: the lattice's "0-4" would claim a count. */
const unreleased = { value: 0, shown: '—' };

/** `66,7%` for a province, `65-70%` for a commune. */
function percentShown({ percent, band }: CoverageFigure): string | null {
  if (band) return `${band[0]}-${band[1]}%`;
  return percent === null ? null : `${percent.toFixed(1).replace('.', ',')}%`;
}

const countsOf = (figure: CoverageFigure) => ({
  eligible: released(figure.denominator),
  reached: released(figure.numerator),
  percentShown: percentShown(figure),
});

function toUnit(figure: CoverageFigure, units: AdministrativeUnits): UnitView {
  return { code: figure.unit, name: units.nameOf(figure.unit), ...countsOf(figure) };
}

/** @param releases of the target's plan and year, oldest first; empty when none has arrived. */
export function toCoverageView(
  { plan, target }: PlanTarget,
  year: number,
  releases: readonly ReceivedRelease[],
  units: AdministrativeUnits,
): CoverageView {
  const settings = target.coverage;
  if (!settings) throw new Error(`Target ${target.id} is not measured from releases.`);
  const periods = releases.map(({ release }) => ({ release, figures: releasedCoverage(release, settings) }));
  const latest = periods.at(-1);
  const province = latest?.figures.province;
  const isProvinceTarget = settings.level === 'province';
  return {
    plan: plan.id,
    target: target.id,
    textVi: target.text_vi,
    sourceLine: target.source_line,
    targetValue: target.value,
    year,
    label: { vi: settings.label_vi, en: settings.label_en },
    roundingNote: { vi: ROUNDING_NOTE_VI, en: ROUNDING_NOTE_EN },
    // A duty of each commune has a verdict per commune and none for the province.
    verdict: province && isProvinceTarget ? verdictFor(province, target.value, 'province') : 'no_figure',
    percent: province?.percent ?? null,
    province: province
      ? toUnit(province, units)
      : {
          code: settings.unit_code,
          name: units.nameOf(settings.unit_code),
          eligible: unreleased,
          reached: unreleased,
          percentShown: percentShown(noFigure(settings.unit_code)),
        },
    periods: periods.map(({ release, figures }) => ({ period: release.period.id, ...countsOf(figures.province) })),
    communes: (latest?.figures.communes ?? []).map((figure) => ({
      ...toUnit(figure, units),
      verdict: verdictFor(figure, target.value, 'commune'),
    })),
    receivedAt: releases.at(-1)?.receivedAt.toISOString() ?? null,
  };
}
