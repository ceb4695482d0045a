import * as fc from 'fast-check';
import {
  canonicalJson,
  coverageTable,
  EVENTS,
  InvalidTableError,
  type Microcell,
  protectRounding,
  type ProtectedTable,
  recordKey,
} from '@an-tam/disclosure-control';
import {
  closePeriods,
  microcells,
  provinces,
  SECRET,
  truth,
  unitCodes,
  type SyntheticPerson,
} from './random-province.js';

const coverageOf = (result: { tables: readonly ProtectedTable[] }): ProtectedTable => {
  const table = result.tables.find(({ id }) => id === 'coverage');
  if (!table) throw new Error('no coverage table');
  return table;
};
const valueOf = (table: ProtectedTable, unit: string, event: string): number =>
  table.cells.find(({ codes }) => codes['unit'] === unit && codes['event'] === event)?.value ?? Number.NaN;

describe('additive rounding over a plan year', () => {
  it('publishes multiples of 5 next to the truth, additive, tied, never falling', () => {
    fc.assert(
      fc.property(provinces, ({ units, people }) => {
        const closed = closePeriods(units, people);
        closed.forEach(({ result }, period) => {
          const table = coverageOf(result);
          expect(table.cells).toHaveLength(units.length * EVENTS.length);
          for (const unit of units) {
            const values = EVENTS.map((event) => valueOf(table, unit, event));
            expect(values.filter((value) => value % 5 !== 0)).toEqual([]);
            expect(values).toEqual([...values].sort((a, b) => b - a));
            EVENTS.forEach((event, at) => {
              expect(Math.abs((values[at] ?? 99) - truth(people, unit, event, period))).toBeLessThan(5);
              const before = closed[period - 1];
              if (before) expect(values[at]).toBeGreaterThanOrEqual(valueOf(coverageOf(before.result), unit, event));
            });
          }
          for (const { codes, value } of table.margins[0]?.cells ?? []) {
            const parts = units.map((unit) => valueOf(table, unit, codes['event'] ?? ''));
            expect(value).toBe(parts.reduce((sum, part) => sum + part, 0));
          }
        });
      }),
      { numRuns: 150 },
    );
  });

  it('gives sets with the same people the same value, whatever the other communes need', () => {
    fc.assert(
      fc.property(provinces, ({ units, people }) => {
        const whole = units.filter((_, at) => at % 2 === 0);
        const mixed = people.map((person) =>
          whole.includes(person.unit)
            ? { ...person, periods: [0, 0, 0, 3] }
            : { ...person, periods: [0, 0, (person.periods[2] ?? 3) > 0 ? 3 : 0, 3] },
        );
        const table = coverageOf(closePeriods(units, mixed, 1)[0]?.result ?? { tables: [] });
        for (const unit of whole) {
          expect(valueOf(table, unit, 'reached')).toBe(valueOf(table, unit, 'in_need'));
          expect(valueOf(table, unit, 'eligible')).toBe(valueOf(table, unit, 'in_need'));
        }
      }),
      { numRuns: 300 },
    );
  });

  it('gives identical bytes for identical data in any order', () => {
    fc.assert(
      fc.property(provinces, ({ units, people }) => {
        const once = closePeriods(units, people).map(({ result }) => canonicalJson(result));
        const again = closePeriods([...units].reverse(), [...people].reverse()).map(({ result }) =>
          canonicalJson(result),
        );
        expect(again).toEqual(once);
      }),
    );
  });

  it('changes a published count by 0 or 5 when one person joins or leaves', () => {
    fc.assert(
      fc.property(provinces, fc.nat(), ({ units, people }, pick) => {
        fc.pre(people.length > 0);
        const without = people.filter((_, at) => at !== pick % people.length);
        const all = coverageOf(closePeriods(units, people, 1)[0]?.result ?? { tables: [] });
        const less = coverageOf(closePeriods(units, without, 1)[0]?.result ?? { tables: [] });
        all.cells.forEach((cell, at) => {
          expect([0, 5]).toContain(Math.abs(cell.value - (less.cells[at]?.value ?? Number.NaN)));
        });
      }),
    );
  });

  it('keeps closed periods when cases are erased later', () => {
    const people = Array.from({ length: 9 }, (_, at): SyntheticPerson => ({
      id: `r${at}`,
      unit: '10000',
      periods: [0, 0, 3, 3],
    }));
    const spec = coverageTable(['10000']);
    const first = protectRounding({ base: 5, tables: [{ spec, cells: microcells(people, 0) }] });
    const second = protectRounding({ base: 5, prior: first.state, tables: [{ spec, cells: [] }] });
    expect(coverageOf(second).cells).toEqual(coverageOf(first).cells);
  });
});

describe('steering', () => {
  const skewed = (size: number, count: number): SyntheticPerson[] =>
    Array.from({ length: count }, (_, at) => ({
      id: `record-${at}`,
      unit: unitCodes(size)[Math.floor(size * recordKey(SECRET, String(at), 'place') ** 2)] ?? '',
      periods: [0, 0, at % 10 < 7 ? 0 : 3, at % 10 < 4 ? 0 : 3],
    }));

  it.each([
    [104, 70],
    [104, 300],
    [104, 1000],
    [130, 4000],
  ])('brings the province of %i communes and %i people within 2 of the truth', (size, count) => {
    const people = skewed(size, count);
    const table = coverageOf(closePeriods(unitCodes(size), people, 1)[0]?.result ?? { tables: [] });
    const errors = EVENTS.map((event) => {
      const total = unitCodes(size).reduce((sum, unit) => sum + truth(people, unit, event, 0), 0);
      const published = table.margins[0]?.cells.find(({ codes }) => codes['event'] === event)?.value ?? Number.NaN;
      return Math.abs(published - total);
    });
    expect(Math.max(...errors)).toBeLessThanOrEqual(2);
  });

  it('leaves a small province its whole interval, even for someone who knows how margins are steered', () => {
    const totals = new Set<number>();
    for (let run = 0; run < 60; run += 1) {
      const eight = unitCodes(8).map((unit, at): SyntheticPerson => ({
        id: `${run}-${at}`,
        unit,
        periods: [0, 3, 3, 3],
      }));
      const table = coverageOf(closePeriods(unitCodes(8), eight, 1)[0]?.result ?? { tables: [] });
      totals.add(table.margins[0]?.cells.find(({ codes }) => codes['event'] === 'in_need')?.value ?? Number.NaN);
    }
    expect([...totals].sort((a, b) => a - b)).toEqual([5, 10]);
  });

  it('rounds up about as often as the remainder says when nothing is steered', () => {
    const spec = { ...coverageTable(unitCodes(2000)), margins: [] };
    const cells = unitCodes(2000).map((unit, at): Microcell => ({
      codes: { unit, event: 'in_need' },
      keys: [0, 1].map((part) => recordKey(SECRET, `${at}-${part}`, 'coverage')),
    }));
    const table = coverageOf(protectRounding({ base: 5, tables: [{ spec, cells }] }));
    const up = table.cells.filter(({ value }) => value === 5).length / 2000;
    expect(up).toBeGreaterThan(0.35);
    expect(up).toBeLessThan(0.45);
  });
});

describe('bad input', () => {
  const spec = coverageTable(['11887']);
  const cell = (codes: Record<string, string>, keys = [0.5]): Microcell => ({ codes, keys });
  const protect = (cells: Microcell[]) => () => protectRounding({ base: 5, tables: [{ spec, cells }] });

  it('accepts the same cells when they are right', () => {
    expect(coverageOf(protect([cell({ unit: '11887', event: 'in_need' })])()).cells).toHaveLength(4);
  });

  it.each<[string, Microcell[], RegExp]>([
    ['an undeclared commune', [cell({ unit: '99999', event: 'in_need' })], /unit=99999.*not declared/],
    ['a cell given twice', Array.from({ length: 2 }, () => cell({ unit: '11887', event: 'in_need' })), /given twice/],
    ['a broken tie in the data', [cell({ unit: '11887', event: 'reached' })], /event=reached.*tied/],
    ['a key out of range', [cell({ unit: '11887', event: 'in_need' }, [1])], /record key/],
    ['an extra dimension', [cell({ unit: '11887', event: 'in_need', centre: 'x' })], /other dimensions/],
  ])('refuses %s and names it', (_, cells, message) => {
    expect(protect(cells)).toThrow(InvalidTableError);
    expect(protect(cells)).toThrow(message);
  });

  it('refuses a short secret', () => {
    expect(recordKey(SECRET, 'a', 'coverage')).toBeLessThan(1);
    expect(() => recordKey(new Uint8Array(16), 'a', 'coverage')).toThrow(InvalidTableError);
  });
});
