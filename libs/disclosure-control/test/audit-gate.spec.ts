import * as fc from 'fast-check';
import { auditRelease, coverageFigures, type ProtectedRelease, type PublishedCell } from '@an-tam/disclosure-control';
import {
  audit,
  closePeriods,
  provinces,
  unitCodes,
  type ClosedPeriod,
  type SyntheticPerson,
} from './random-province.js';

const units = unitCodes(6);
const people = Array.from({ length: 60 }, (_, at): SyntheticPerson => ({
  id: `record-${at}`,
  unit: units[at % 11 < 6 ? 0 : at % 6] ?? '',
  periods: [0, 0, at % 3 ? 0 : 1, at % 5 ? 2 : 3],
}));
const failed = (period: ClosedPeriod, result: ProtectedRelease): string[] =>
  audit(period.input, result)
    .checks.filter(({ passed }) => !passed)
    .map(({ id }) => id);

/** The same release with one cell changed; margins follow when `additive`. */
function withCell(
  result: ProtectedRelease,
  change: (cell: PublishedCell) => number,
  at: number,
  additive: boolean,
): ProtectedRelease {
  const tables = result.tables.map((table) => {
    if (table.id !== 'coverage') return table;
    const cells = table.cells.map((cell, index) => (index === at ? { ...cell, value: change(cell) } : cell));
    const by = (cells[at]?.value ?? 0) - (table.cells[at]?.value ?? 0);
    const event = cells[at]?.codes['event'];
    const margins = table.margins.map((margin) => ({
      ...margin,
      cells: margin.cells.map((cell) =>
        additive && cell.codes['event'] === event ? { ...cell, value: cell.value + by } : cell,
      ),
    }));
    return { ...table, cells, margins };
  });
  return { ...result, tables };
}

describe('audit gate', () => {
  it('passes what the rounding makes, over whole plan years', () => {
    fc.assert(
      fc.property(provinces, (province) => {
        for (const { audit: report } of closePeriods(province.units, province.people)) {
          expect(report.checks.filter(({ passed }) => !passed)).toEqual([]);
          expect(report.passed).toBe(true);
        }
      }),
      { numRuns: 150 },
    );
  });

  const periods = closePeriods(units, people);

  it.each([0, 1, 2])('refuses any one un-rounded cell in period %i', (period) => {
    const closed = periods[period];
    if (!closed) throw new Error('no period');
    expect(failed(closed, closed.result)).toEqual([]);
    const cells = closed.result.tables[0]?.cells ?? [];
    cells.forEach((_, at) => {
      for (const additive of [true, false]) {
        expect(
          failed(
            closed,
            withCell(closed.result, ({ value }) => value + 1, at, additive),
          ),
        ).toContain('lattice');
      }
    });
  });

  it('refuses a tie broken on the lattice: nobody in need, five reached', () => {
    const closed = periods[0];
    if (!closed) throw new Error('no period');
    const empty = closed.result.tables[0]?.cells.findIndex(
      ({ codes, value }) => codes['event'] === 'reached' && value === 0,
    );
    const at = empty ?? -1;
    const inNeed = closed.result.tables[0]?.cells.find(
      ({ codes }) =>
        codes['event'] === 'eligible' && codes['unit'] === closed.result.tables[0]?.cells[at]?.codes['unit'],
    );
    const result = withCell(closed.result, () => (inNeed?.value ?? 0) + 5, at, true);
    expect(failed(closed, result)).toEqual(expect.arrayContaining(['ties', 'intervals', 'counter-tables']));
  });

  it('refuses a margin that is not the sum, a missing cell, and a second run that differs', () => {
    const closed = periods[1];
    if (!closed) throw new Error('no period');
    expect(
      failed(
        closed,
        withCell(closed.result, ({ value }) => value + 5, 0, false),
      ),
    ).toContain('additive');
    expect(
      failed(
        closed,
        withCell(closed.result, ({ value }) => value + 5, 0, true),
      ),
    ).toContain('repeatable');
    const tables = closed.result.tables.map((table) => ({ ...table, cells: table.cells.slice(1) }));
    expect(failed(closed, { ...closed.result, tables })).toContain('complete');
  });

  it('refuses a figure below the one released before', () => {
    const closed = periods[2];
    const before = periods[1];
    if (!closed || !before) throw new Error('no period');
    const at = before.result.tables[0]?.cells.findIndex(({ value }) => value >= 5) ?? -1;
    const floor = before.result.tables[0]?.cells[at]?.value ?? 0;
    expect(
      failed(
        closed,
        withCell(closed.result, () => floor, at, true),
      ),
    ).not.toContain('history');
    expect(
      failed(
        closed,
        withCell(closed.result, () => floor - 5, at, true),
      ),
    ).toContain('history');
  });

  it('refuses percentages from true counts, unbanded ones of a commune, and bands of small ones', () => {
    const closed = periods[0];
    if (!closed) throw new Error('no period');
    const coverage = coverageFigures(closed.result, '33', 'reached', 'eligible');
    const run = (figures: typeof coverage): boolean =>
      auditRelease({ input: closed.input, result: closed.result, coverage: figures }).passed;
    expect(run(coverage)).toBe(true);
    const [province, commune] = coverage;
    if (!province || !commune) throw new Error('no figure');
    expect(run([{ ...province, numerator: province.numerator + 1 }])).toBe(false);
    expect(run([{ ...province, percent: (province.percent ?? 0) + 0.1 }])).toBe(false);
    expect(run([{ ...commune, percent: 70 }])).toBe(false);
    expect(run([{ ...commune, denominator: 45, band: [70, 75] }])).toBe(false);
  });

  it('counts a check that cannot be carried out as failed', () => {
    const closed = periods[0];
    if (!closed) throw new Error('no period');
    const tables = closed.input.tables.map(({ spec, cells }) => ({
      cells,
      spec: { ...spec, ties: [...spec.ties, { lower: { event: 'used' }, upper: { event: 'unheard' } }] },
    }));
    const report = audit({ ...closed.input, tables }, closed.result);
    expect(report.passed).toBe(false);
    expect(report.checks.find(({ id }) => id === 'intervals')?.passed).toBe(false);
  });
});
