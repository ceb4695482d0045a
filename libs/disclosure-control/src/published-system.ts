import type { Interval } from './difference-bounds.js';
import { differenceBounds, type DifferenceLimit } from './difference-bounds.js';
import { BASE, STEERED_FROM, type Codes, type ProtectedTable, type TableSpec } from './rounding-types.js';
import { cellName, declaredCells, dimensionNames, expandTies, marginMembers } from './table-cells.js';

/** What an attacker who knows the method, but no key, holds about one table: values, ties, history, margins. */
export interface PublishedSystem {
  readonly spec: TableSpec;
  readonly cells: readonly Codes[];
  readonly names: readonly string[];
  /** Per cell, oldest first, this release last. */
  readonly values: readonly (readonly number[])[];
  readonly ties: readonly { lower: number; upper: number }[];
  readonly tiesAt: readonly (readonly { lower: number; upper: number }[])[];
  readonly margins: readonly { members: readonly number[]; value: number; tolerance: number }[];
  /** Per cell, the margins it is part of. */
  readonly marginsAt: readonly (readonly number[])[];
}

/** Largest error the steering leaves in a margin, as the attacker may assume it. */
const STEERED_ERROR = 2;

/** `earlier`: the same table in the earlier releases of the plan year, oldest first. */
export function publishedSystem(
  spec: TableSpec,
  table: ProtectedTable,
  earlier: readonly ProtectedTable[],
): PublishedSystem {
  const names = dimensionNames(spec);
  const cells = declaredCells(spec);
  const history = [...(spec.accumulates ? earlier : []), table].map(
    (release) => new Map(release.cells.map((cell) => [cellName(names, cell.codes), cell.value])),
  );
  const cellNames = cells.map((codes) => cellName(names, codes));
  const values = cellNames.map((name) => history.map((release) => release.get(name) ?? Number.NaN));
  const margins = spec.margins.flatMap((margin) =>
    marginMembers(margin, cells).map(({ members }) => {
      const value = members.reduce((sum, position) => sum + (values[position]?.at(-1) ?? Number.NaN), 0);
      return { members, value, tolerance: value >= STEERED_FROM ? STEERED_ERROR : BASE - 1 };
    }),
  );
  const ties = expandTies(spec, cells);
  const tiesAt = cells.map((): { lower: number; upper: number }[] => []);
  for (const tie of ties) {
    tiesAt[tie.lower]?.push(tie);
    tiesAt[tie.upper]?.push(tie);
  }
  const marginsAt = cells.map((): number[] => []);
  margins.forEach(({ members }, index) => members.forEach((member) => marginsAt[member]?.push(index)));
  return { spec, cells, names: cellNames, values, ties, tiesAt, margins, marginsAt };
}

/** Cells that ties connect, each group audited exactly. */
export function tiedGroups(system: PublishedSystem): number[][] {
  const seen = new Set<number>();
  return system.cells.flatMap((_, start) => {
    if (seen.has(start)) return [];
    const group: number[] = [];
    const queue = [start];
    seen.add(start);
    for (let at = queue.pop(); at !== undefined; at = queue.pop()) {
      group.push(at);
      for (const next of (system.tiesAt[at] ?? []).flatMap(({ lower, upper }) => [lower, upper])) {
        if (!seen.has(next)) queue.push(next);
        seen.add(next);
      }
    }
    return [group.sort((a, b) => a - b)];
  });
}

/**
 * Exact interval of the true plan-year count of each cell of a group at this release: closer than 5 to each published
 * value, never negative, never falling over the releases, ties at every release. Null when the figures contradict
 * the method.
 */
export function groupIntervals(system: PublishedSystem, group: readonly number[]): (Interval | undefined)[] | null {
  const releases = system.values[group[0] ?? 0]?.length ?? 0;
  const place = new Map(group.map((cell, index) => [cell, index]));
  const variable = (cell: number, release: number): number => 1 + (place.get(cell) ?? 0) * releases + release;
  const limits: DifferenceLimit[] = [];
  for (const cell of group) {
    system.values[cell]?.forEach((value, release) => {
      const at = variable(cell, release);
      limits.push({ a: at, b: 0, most: value + BASE - 1 });
      limits.push({ a: 0, b: at, most: 0 - Math.max(0, value - BASE + 1) });
      if (release > 0) limits.push({ a: variable(cell, release - 1), b: at, most: 0 });
    });
  }
  for (const { lower, upper } of group.flatMap((cell) => system.tiesAt[cell] ?? [])) {
    for (let release = 0; release < releases; release += 1) {
      limits.push({ a: variable(lower, release), b: variable(upper, release), most: 0 });
    }
  }
  const bounds = differenceBounds(1 + group.length * releases, limits);
  return bounds && group.map((cell) => bounds[variable(cell, releases - 1)]);
}
