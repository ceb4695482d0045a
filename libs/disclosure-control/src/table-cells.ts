import { InvalidTableError } from './errors.js';
import type { Codes, MarginSpec, PublishedCell, TableSpec } from './rounding-types.js';

const MAX_CELLS = 1_000_000;

/** Name of a cell inside its table, stable for equal codes: `unit=11887|event=eligible`. */
export function cellName(dimensions: readonly string[], codes: Codes): string {
  return dimensions.map((name) => `${name}=${codes[name] ?? ''}`).join('|');
}

/** Every cell a table publishes, in the order of its declared codes. */
export function declaredCells(spec: TableSpec): Codes[] {
  assertSpec(spec);
  return spec.dimensions.reduce<Codes[]>(
    (cells, { name, codes }) => cells.flatMap((cell) => codes.map((code) => ({ ...cell, [name]: code }))),
    [{}],
  );
}

export function dimensionNames(spec: TableSpec): string[] {
  return spec.dimensions.map((dimension) => dimension.name);
}

/** Positions of lower and upper cell of every tie, for cells in declared order. */
export function expandTies(spec: TableSpec, cells: readonly Codes[]): { lower: number; upper: number }[] {
  const names = dimensionNames(spec);
  const positions = new Map(cells.map((codes, position) => [cellName(names, codes), position]));
  return spec.ties.flatMap((tie) =>
    cells.flatMap((codes, lower) => {
      if (Object.entries(tie.lower).some(([name, code]) => codes[name] !== code)) return [];
      const upper = positions.get(cellName(names, { ...codes, ...tie.upper }));
      if (upper === undefined) throw new InvalidTableError(`Table ${spec.id}: a tie names an undeclared cell`);
      return [{ lower, upper }];
    }),
  );
}

/** For each cell of a margin, the positions of the cells it sums. */
export function marginMembers(
  margin: MarginSpec,
  cells: readonly Codes[],
): { codes: Codes; members: readonly number[] }[] {
  const groups = new Map<string, { codes: Codes; members: number[] }>();
  cells.forEach((codes, position) => {
    const name = cellName(margin.over, codes);
    const kept = Object.fromEntries(margin.over.map((dimension) => [dimension, codes[dimension] ?? '']));
    const group = groups.get(name) ?? { codes: kept, members: [] };
    group.members.push(position);
    groups.set(name, group);
  });
  return [...groups.values()];
}

/** Margins of published cells: sums of rounded cells and of nothing else. */
export function sumMargins(
  spec: TableSpec,
  cells: readonly PublishedCell[],
): { id: string; cells: readonly PublishedCell[] }[] {
  const codes = cells.map((cell) => cell.codes);
  return spec.margins.map((margin) => ({
    id: margin.id,
    cells: marginMembers(margin, codes).map((group) => ({
      codes: group.codes,
      value: group.members.reduce((sum, position) => sum + (cells[position]?.value ?? 0), 0),
    })),
  }));
}

function assertSpec(spec: TableSpec): void {
  const refuse = (why: string): never => {
    throw new InvalidTableError(`Table ${spec.id}: ${why}`);
  };
  const names = new Set(dimensionNames(spec));
  if (spec.dimensions.length === 0) refuse('no dimension');
  if (names.size !== spec.dimensions.length) refuse('a dimension is named twice');
  for (const { name, codes } of spec.dimensions) {
    if (codes.length === 0) refuse(`dimension ${name} has no code`);
    if (new Set(codes).size !== codes.length) refuse(`dimension ${name} names a code twice`);
    if (codes.some((code) => !/^[A-Za-z0-9_.-]+$/.test(code))) refuse(`dimension ${name} has a malformed code`);
  }
  const size = spec.dimensions.reduce((product, { codes }) => product * codes.length, 1);
  if (size > MAX_CELLS) refuse(`${size} cells, more than ${MAX_CELLS}`);
  for (const margin of spec.margins) {
    if (margin.over.some((name) => !names.has(name))) refuse(`margin ${margin.id} keeps an unknown dimension`);
    if (!(margin.weight > 0 && Number.isFinite(margin.weight))) refuse(`margin ${margin.id} needs a positive weight`);
  }
  for (const tie of spec.ties) {
    const tied = [...Object.keys(tie.lower), ...Object.keys(tie.upper)];
    if (tied.some((name) => !names.has(name))) refuse('a tie names an unknown dimension');
    if (Object.keys(tie.lower).sort().join() !== Object.keys(tie.upper).sort().join()) {
      refuse('a tie must name the same dimensions on both sides');
    }
  }
}
