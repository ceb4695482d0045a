import { canonicalJson } from './canonical-json.js';
import { counterTables } from './counter-tables.js';
import { communeBand, COMMUNE_PERCENT_FROM, labelAdmits, provincePercent, type Level } from './percentages.js';
import { protectRounding } from './protect-rounding.js';
import { groupIntervals, publishedSystem, tiedGroups, type PublishedSystem } from './published-system.js';
import { BASE, type ProtectedRelease, type ProtectedTable, type RoundingInput } from './rounding-types.js';
import { marginMembers, sumMargins } from './table-cells.js';

/** A percentage as it will be released; `band` for communes, `percent` for the province, null when none is stated. */
export interface CoverageFigure {
  readonly unit: string;
  readonly level: Level;
  readonly numerator: number;
  readonly denominator: number;
  readonly percent: number | null;
  readonly band: readonly [number, number] | null;
}

export interface AuditCheck {
  readonly id: string;
  readonly title: string;
  readonly passed: boolean;
  /** What was tried, how narrow it got and where; from published values only. */
  readonly detail: string;
}

export interface AuditReport {
  readonly passed: boolean;
  readonly checks: readonly AuditCheck[];
}

export interface AuditInput {
  /** What was rounded, to run it again. Stays in the core. */
  readonly input: RoundingInput;
  readonly result: ProtectedRelease;
  readonly coverage: readonly CoverageFigure[];
}

const WANTED_VALUES = 5;

/**
 * The gate before signing. Every check is made on what will be published; a check that cannot be carried out counts
 * as failed, so that an error inside the gate never lets a release pass.
 */
export function auditRelease(audit: AuditInput): AuditReport {
  const { input, result, coverage } = audit;
  const systems = (): PublishedSystem[] =>
    input.tables.map(({ spec }) => publishedSystem(spec, tableOf(result, spec.id), earlierTables(input, spec.id)));
  const checks = [
    check('complete', 'Every declared cell is published, and no other', () => completeness(input, result)),
    check('lattice', 'Every published count is a multiple of 5', () => lattice(result)),
    check('additive', 'Margins are sums of published cells', () => additivity(input, result)),
    check('ties', 'Published counts keep the ties among themselves', () => ties(systems())),
    check('history', 'Differences of releases are multiples of 5 and never negative', () => history(systems())),
    check('intervals', 'Every count keeps 5 possible values, among them 0 or one from 5 up', () =>
      intervals(systems()),
    ),
    check('counter-tables', 'For every count, 5 whole tables explain all that is published', () =>
      witnesses(systems()),
    ),
    check('percentages', 'Percentages follow the rules and keep 5 possible numerators', () => percentages(coverage)),
    check('labels', 'Counts stand next to the truth and labels are true', () => labels(input, result)),
    check('repeatable', 'The same data give the same bytes', () => repeatable(input, result)),
  ];
  return { passed: checks.every(({ passed }) => passed), checks };
}

interface Finding {
  readonly failures: readonly string[];
  readonly tried: string;
}

function check(id: string, title: string, run: () => Finding): AuditCheck {
  try {
    const { failures, tried } = run();
    const shown = failures.slice(0, 5).join('; ') + (failures.length > 5 ? `; ${failures.length - 5} more` : '');
    return { id, title, passed: failures.length === 0, detail: failures.length === 0 ? tried : shown };
  } catch {
    return { id, title, passed: false, detail: 'The check could not be carried out' };
  }
}

function completeness(input: RoundingInput, result: ProtectedRelease): Finding {
  const failures = input.tables.flatMap(({ spec }) => {
    const system = publishedSystem(spec, tableOf(result, spec.id), []);
    const missing = system.names.filter((_, cell) => system.values[cell]?.some(Number.isNaN));
    const extra = tableOf(result, spec.id).cells.length - system.cells.length;
    return [
      ...missing.map((name) => `${spec.id}: ${name} is missing`),
      ...(extra === 0 ? [] : [`${spec.id}: ${extra} other cells`]),
    ];
  });
  if (result.tables.length !== input.tables.length) failures.push('A table is missing or was added');
  return { failures, tried: `${result.tables.reduce((sum, table) => sum + table.cells.length, 0)} cells` };
}

function lattice(result: ProtectedRelease): Finding {
  const all = result.tables.flatMap((table) => [
    ...table.cells.map((cell) => ({ where: table.id, ...cell })),
    ...table.margins.flatMap((margin) => margin.cells.map((cell) => ({ where: `${table.id}/${margin.id}`, ...cell }))),
  ]);
  const off = all.filter(({ value }) => !Number.isSafeInteger(value) || value < 0 || value % BASE !== 0);
  const failures = off.map(({ where, codes }) => `${where}: ${Object.values(codes).join(' ')} is off the lattice`);
  return { failures, tried: `${all.length} counts; a whole-number combination of multiples of 5 is one, never 1 to 4` };
}

function additivity(input: RoundingInput, result: ProtectedRelease): Finding {
  const failures = input.tables
    .filter(({ spec }) => {
      const table = tableOf(result, spec.id);
      return canonicalJson(sumMargins(spec, table.cells)) !== canonicalJson(table.margins);
    })
    .map(({ spec }) => `${spec.id}: a margin is not the sum of its cells`);
  return { failures, tried: `${input.tables.reduce((sum, { spec }) => sum + spec.margins.length, 0)} margins` };
}

function ties(systems: readonly PublishedSystem[]): Finding {
  const failures = systems.flatMap((system) =>
    system.ties
      .filter(({ lower, upper }) => !(last(system, lower) <= last(system, upper)))
      .map(({ lower, upper }) => `${system.spec.id}: ${system.names[lower]} is above ${system.names[upper]}`),
  );
  return { failures, tried: `${systems.reduce((sum, system) => sum + system.ties.length, 0)} ties` };
}

function history(systems: readonly PublishedSystem[]): Finding {
  const failures = systems.flatMap((system) =>
    system.names.filter((_, cell) =>
      (system.values[cell] ?? []).some((value, at, all) => {
        const difference = at === 0 ? 0 : value - (all[at - 1] ?? Number.NaN);
        return !(difference >= 0 && difference % BASE === 0);
      }),
    ),
  );
  return {
    failures,
    tried: `${Math.max(0, ...systems.map((system) => (system.values[0]?.length ?? 1) - 1))} earlier releases`,
  };
}

function intervals(systems: readonly PublishedSystem[]): Finding {
  let narrowest = { width: Infinity, where: '' };
  const failures = systems.flatMap((system) =>
    tiedGroups(system).flatMap((group) => {
      const found = groupIntervals(system, group);
      if (!found) return [`${system.spec.id}: ${system.names[group[0] ?? 0]} contradicts the method`];
      return group.flatMap((cell, index) => {
        const interval = found[index];
        const width = interval ? interval.high - interval.low + 1 : 0;
        const where = `${system.spec.id}: ${system.names[cell]}`;
        if (width < narrowest.width) narrowest = { width, where };
        const open = interval && width >= WANTED_VALUES && (interval.low === 0 || interval.high >= BASE);
        return open ? [] : [`${where} is pinned to ${width} values`];
      });
    }),
  );
  return {
    failures,
    tried: `exact bounds with ties and history; narrowest ${narrowest.width} values at ${narrowest.where}`,
  };
}

function witnesses(systems: readonly PublishedSystem[]): Finding {
  const failures = systems.flatMap((system) =>
    system.names
      .map((name, cell) => ({ name, found: counterTables(system, cell) }))
      .filter(({ found }) => found < WANTED_VALUES)
      .map(({ name, found }) => `${system.spec.id}: ${name} has only ${found}`),
  );
  return { failures, tried: 'each table verified whole, margins within what the steering leaves open' };
}

function percentages(coverage: readonly CoverageFigure[]): Finding {
  const failures = coverage.flatMap((figure) => {
    const { unit, level, numerator, denominator } = figure;
    const percent = level === 'province' ? provincePercent(figure) : null;
    const band = level === 'commune' ? communeBand(figure) : null;
    const wrong: string[] = [];
    if (numerator % BASE !== 0 || denominator % BASE !== 0) wrong.push(`${unit}: not from released counts`);
    if (figure.percent !== percent || canonicalJson(figure.band) !== canonicalJson(band))
      wrong.push(`${unit}: not as the rules say`);
    if (figure.band && denominator < COMMUNE_PERCENT_FROM) wrong.push(`${unit}: denominator too small`);
    const stated = figure.percent !== null || figure.band !== null;
    const least = Math.max(0, numerator - BASE + 1);
    const most = Math.min(numerator, denominator) + BASE - 1;
    if (stated && most - least + 1 < WANTED_VALUES) wrong.push(`${unit}: too few possible numerators`);
    return wrong;
  });
  return { failures, tried: `${coverage.length} percentages and bands` };
}

function labels(input: RoundingInput, result: ProtectedRelease): Finding {
  const failures = input.tables.flatMap(({ spec }) => {
    const table = tableOf(result, spec.id);
    const closed = result.state.find((state) => state.table === spec.id)?.cells ?? [];
    const wrong = table.cells.filter(({ value }, at) => !(Math.abs(value - (closed[at]?.count ?? Number.NaN)) < BASE));
    const margins = spec.margins.flatMap((margin, at) =>
      marginMembers(
        margin,
        table.cells.map(({ codes }) => codes),
      ).filter(({ members }, group) => {
        const truth = members.reduce((sum, cell) => sum + (closed[cell]?.count ?? Number.NaN), 0);
        return !labelAdmits(table.margins[at]?.cells[group]?.value ?? Number.NaN, truth);
      }),
    );
    return [...wrong, ...margins].map(({ codes }) => `${spec.id}: ${Object.values(codes).join(' ') || 'total'}`);
  });
  return { failures, tried: 'every cell and margin, inside the core' };
}

function repeatable(input: RoundingInput, result: ProtectedRelease): Finding {
  const again = protectRounding(input);
  const same = canonicalJson(again.tables) === canonicalJson(result.tables);
  return { failures: same ? [] : ['A second run gave other figures'], tried: 'a second run, byte for byte' };
}

/** Earlier releases of the plan year as tables, oldest first, out of the sealed state. */
function earlierTables(input: RoundingInput, id: string): ProtectedTable[] {
  const cells = input.prior?.find((table) => table.table === id)?.cells ?? [];
  return Array.from({ length: cells[0]?.published.length ?? 0 }, (_, release) => ({
    id,
    cells: cells.map(({ codes, published }) => ({ codes, value: published[release] ?? Number.NaN })),
    margins: [],
  }));
}

function tableOf(result: ProtectedRelease, id: string): ProtectedTable {
  const found = result.tables.find((table) => table.id === id);
  return found ?? { id, cells: [], margins: [] };
}

function last(system: PublishedSystem, cell: number): number {
  return system.values[cell]?.at(-1) ?? Number.NaN;
}
