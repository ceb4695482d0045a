import { InvalidTableError } from './errors.js';
import { addKeys } from './record-key.js';
import {
  BASE,
  type ClosedCell,
  type Codes,
  type Microcell,
  type ProtectedRelease,
  type RoundingInput,
  type RoundingState,
  type TableSpec,
} from './rounding-types.js';
import { steerMargins, type RoundingNode } from './steer-margins.js';
import { cellName, declaredCells, dimensionNames, expandTies, marginMembers, sumMargins } from './table-cells.js';

/**
 * Additive base-5 rounding of declared tables.
 *
 * Guarantees: every published value is a multiple of 5 next to the true plan-year count (closer than 5); ties hold
 * among published values; a cell is never below what was released before in the plan year; margins are sums of
 * published cells; cells with the same people get the same value; equal input gives equal output.
 * Counts run from the start of the plan year, so the margin error of a closed period is part of the next steering,
 * and the figure of one period is the difference of two releases.
 *
 * @throws InvalidTableError naming the cell; nothing is returned then.
 */
export function protectRounding(input: RoundingInput): ProtectedRelease {
  if (input.base !== BASE) throw new InvalidTableError('Only base 5 is supported');
  const ids = input.tables.map((table) => table.spec.id);
  if (ids.length === 0) throw new InvalidTableError('No table given');
  if (new Set(ids).size !== ids.length) throw new InvalidTableError('A table is given twice');
  const protectedTables = input.tables.map(({ spec, cells }) => protectTable(spec, cells, input.prior ?? []));
  return {
    tables: protectedTables.map(({ table }) => table),
    state: protectedTables.map(({ closed }) => closed),
  };
}

function protectTable(spec: TableSpec, microcells: readonly Microcell[], prior: RoundingState) {
  const declared = declaredCells(spec);
  const cells = accumulate(spec, declared, microcells, prior);
  const ties = expandTies(spec, declared);
  for (const { lower, upper } of ties) {
    if ((cells[lower]?.count ?? 0) > (cells[upper]?.count ?? 0)) {
      const name = cellName(dimensionNames(spec), declared[lower] ?? {});
      throw new InvalidTableError(`Table ${spec.id}: cell ${name} counts more people than the cell it is tied to`);
    }
  }
  const { nodes, nodeOf } = toNodes(cells, ties);
  const nodeTies = ties
    .map((tie) => ({ lower: nodeOf[tie.lower] ?? 0, upper: nodeOf[tie.upper] ?? 0 }))
    .filter((tie) => tie.lower !== tie.upper);
  const margins = spec.margins.flatMap((margin) =>
    marginMembers(margin, declared).map(({ members }) => ({
      weight: margin.weight,
      target: members.reduce((sum, position) => sum + (cells[position]?.count ?? 0), 0),
      nodes: members.map((position) => nodeOf[position] ?? 0),
    })),
  );
  const values = steerMargins(nodes, nodeTies, margins);
  const published = declared.map((codes, position) => ({ codes, value: values[nodeOf[position] ?? 0] ?? 0 }));
  const closed = cells.map((cell, position) => ({
    ...cell,
    published: [...cell.published, published[position]?.value ?? 0],
  }));
  return {
    table: { id: spec.id, cells: published, margins: sumMargins(spec, published) },
    closed: { table: spec.id, cells: closed },
  };
}

/** Plan-year counts: the frozen cells of closed periods plus the people of this period. */
function accumulate(
  spec: TableSpec,
  declared: readonly Codes[],
  microcells: readonly Microcell[],
  prior: RoundingState,
): ClosedCell[] {
  const names = dimensionNames(spec);
  const frozen = spec.accumulates ? (prior.find((table) => table.table === spec.id)?.cells ?? []) : [];
  const closed = byName(spec, frozen);
  const current = byName(spec, microcells);
  const known = new Set(declared.map((codes) => cellName(names, codes)));
  for (const name of [...closed.keys(), ...current.keys()]) {
    if (!known.has(name)) throw new InvalidTableError(`Table ${spec.id}: cell ${name} is not declared`);
  }
  return declared.map((codes) => {
    const name = cellName(names, codes);
    const before = closed.get(name);
    const keys = current.get(name)?.keys ?? [];
    if (before && !(Number.isInteger(before.count) && before.count >= 0)) {
      throw new InvalidTableError(`Table ${spec.id}: cell ${name} has a malformed closed count`);
    }
    return {
      codes,
      count: (before?.count ?? 0) + keys.length,
      fraction: addKeys(before?.fraction ?? 0, keys),
      published: before?.published ?? [],
    };
  });
}

function byName<Cell extends { codes: Codes }>(spec: TableSpec, cells: readonly Cell[]): Map<string, Cell> {
  const names = dimensionNames(spec);
  const found = new Map<string, Cell>();
  for (const cell of cells) {
    const name = cellName(names, cell.codes);
    if (Object.keys(cell.codes).length !== names.length) {
      throw new InvalidTableError(`Table ${spec.id}: cell ${name} has other dimensions than the table`);
    }
    if (found.has(name)) throw new InvalidTableError(`Table ${spec.id}: cell ${name} is given twice`);
    found.set(name, cell);
  }
  return found;
}

/**
 * One node per set of people: tied cells with equal count and equal key fraction hold the same people and are rounded
 * as one, so that "all of them" still reads as all of them.
 */
function toNodes(
  cells: readonly ClosedCell[],
  ties: readonly { lower: number; upper: number }[],
): { nodes: RoundingNode[]; nodeOf: number[] } {
  const leader = cells.map((_, position) => position);
  const find = (position: number): number => {
    let at = position;
    while (leader[at] !== at) at = leader[at] ?? at;
    return at;
  };
  for (const { lower, upper } of ties) {
    const [a, b] = [cells[lower], cells[upper]];
    if (a && b && a.count > 0 && a.count === b.count && a.fraction === b.fraction) leader[find(lower)] = find(upper);
  }
  const nodes: RoundingNode[] = [];
  const nodeAt = new Map<number, number>();
  const nodeOf = cells.map((cell, position) => {
    const root = find(position);
    const known = nodeAt.get(root);
    const low = Math.max(Math.floor(cell.count / BASE) * BASE, cell.published.at(-1) ?? 0);
    const high = Math.ceil(cell.count / BASE) * BASE;
    if (low > high) throw new InvalidTableError('A closed period published more than its people allow');
    if (known !== undefined) {
      const node = nodes[known];
      if (node) nodes[known] = { ...node, low: Math.max(node.low, low) };
      return known;
    }
    nodeAt.set(root, nodes.length);
    nodes.push({ low, high, chance: (cell.count % BASE) / BASE, key: cell.fraction });
    return nodes.length - 1;
  });
  return { nodes, nodeOf };
}
