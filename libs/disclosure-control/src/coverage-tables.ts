import type { CoverageFigure } from './audit-gate.js';
import { EVENTS, LEFT_OUT_REASONS, type CountedEvent } from './count-first-events.js';
import { communeBand, provincePercent } from './percentages.js';
import type { ProtectedRelease, PublishedCell, TableSpec } from './rounding-types.js';

export const COVERAGE_TABLE = 'coverage';
export const LEFT_OUT_TABLE = 'left_out';
export const LINKAGE_TABLE = 'linkage';
export const PROVINCE_MARGIN = 'province';

/**
 * People newly in need, eligible, reached, used by commune. `units` is every commune of the province, whether or not
 * anybody lives there, so that the list of cells tells nothing.
 */
export function coverageTable(units: readonly string[]): TableSpec {
  return {
    id: COVERAGE_TABLE,
    dimensions: [
      { name: 'unit', codes: [...units].sort() },
      { name: 'event', codes: EVENTS },
    ],
    margins: [{ id: PROVINCE_MARGIN, over: ['event'], weight: 100 }],
    ties: [
      { lower: { event: 'used' }, upper: { event: 'reached' } },
      { lower: { event: 'reached' }, upper: { event: 'eligible' } },
      { lower: { event: 'eligible' }, upper: { event: 'in_need' } },
    ],
    accumulates: true,
  };
}

/** People in need who could not be counted, by reason; a snapshot at each close. */
export function leftOutTable(): TableSpec {
  return snapshot(LEFT_OUT_TABLE, 'reason', LEFT_OUT_REASONS);
}

/** Records with and without an identifier that could link them over centres; a snapshot at each close. */
export function linkageTable(): TableSpec {
  return snapshot(LINKAGE_TABLE, 'linkage', ['linkable', 'unlinkable']);
}

function snapshot(id: string, name: string, codes: readonly string[]): TableSpec {
  return {
    id,
    dimensions: [{ name, codes }],
    margins: [{ id: 'total', over: [], weight: 10 }],
    ties: [],
    accumulates: false,
  };
}

/** Coverage of the province and of each commune, from released counts alone. */
export function coverageFigures(
  result: Pick<ProtectedRelease, 'tables'>,
  province: string,
  numerator: CountedEvent,
  denominator: CountedEvent,
): CoverageFigure[] {
  const table = result.tables.find(({ id }) => id === COVERAGE_TABLE);
  const total = table?.margins.find(({ id }) => id === PROVINCE_MARGIN)?.cells ?? [];
  const share = (cells: readonly PublishedCell[]): { numerator: number; denominator: number } => ({
    numerator: cells.find(({ codes }) => codes['event'] === numerator)?.value ?? 0,
    denominator: cells.find(({ codes }) => codes['event'] === denominator)?.value ?? 0,
  });
  const whole = share(total);
  const byUnit = new Map<string, PublishedCell[]>();
  for (const cell of table?.cells ?? []) {
    const unit = cell.codes['unit'] ?? '';
    const cells = byUnit.get(unit) ?? [];
    cells.push(cell);
    byUnit.set(unit, cells);
  }
  return [
    { unit: province, level: 'province', ...whole, percent: provincePercent(whole), band: null },
    ...[...byUnit].map(([unit, cells]): CoverageFigure => {
      const counts = share(cells);
      return { unit, level: 'commune', ...counts, percent: null, band: communeBand(counts) };
    }),
  ];
}

/** Share of people in need who are not in the coverage table, from released counts; null when nobody is known. */
export function leftOutShare(result: Pick<ProtectedRelease, 'tables'>): {
  people: number;
  known: number;
  percent: number | null;
} {
  const sum = (id: string, keep: (cell: PublishedCell) => boolean): number =>
    (result.tables.find((table) => table.id === id)?.cells ?? [])
      .filter(keep)
      .reduce((total, { value }) => total + value, 0);
  const people = sum(LEFT_OUT_TABLE, () => true);
  const known = people + sum(COVERAGE_TABLE, ({ codes }) => codes['event'] === 'in_need');
  return { people, known, percent: provincePercent({ numerator: people, denominator: known }) };
}
