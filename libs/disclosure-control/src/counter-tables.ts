import type { PublishedSystem } from './published-system.js';
import { BASE } from './rounding-types.js';

const WANTED = 5;
const SHIFTS = [0, 1, -1, 2, -2, 3, -3, 4, -4];

/** Cells of a counter-table that differ from the published table. */
type Changes = ReadonlyMap<number, number>;

/**
 * Whole-number tables that explain everything published and differ in one cell: five of them, with a different value
 * of that cell each, show that nothing published pins it. Each is checked in full, so no solver has to be trusted.
 *
 * @returns how many different values of the cell such tables were found for, at most 5.
 */
export function counterTables(system: PublishedSystem, cell: number): number {
  const published = publishedAt(system, cell);
  let found = 0;
  for (const shift of SHIFTS) {
    if (published + shift < 0) continue;
    const table = balance(system, move(system, new Map(), cell, published + shift));
    if (table.get(cell) === published + shift && explains(system, table)) found += 1;
    if (found >= WANTED) break;
  }
  return found;
}

/** Sets one cell and drags the cells tied to it along. */
function move(system: PublishedSystem, start: Changes, cell: number, value: number): Map<number, number> {
  const changed = new Map(start).set(cell, value);
  const queue = [cell];
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    for (const { lower, upper } of system.tiesAt[next] ?? []) {
      // Written so that a missing value drags nothing along.
      if (!(valueAt(system, changed, lower) > valueAt(system, changed, upper))) continue;
      const follower = lower === next ? upper : lower;
      changed.set(follower, valueAt(system, changed, next));
      queue.push(follower);
    }
  }
  return changed;
}

/** Lowers other cells until no margin is above what the steering leaves open. */
function balance(system: PublishedSystem, moved: Changes): Changes {
  let changed = moved;
  for (const index of touchedMargins(system, moved)) {
    const excess = shiftOf(system, index, changed) - (system.margins[index]?.tolerance ?? 0);
    if (excess <= 0) continue;
    const room = system.margins[index]?.members.find(
      (member) => !changed.has(member) && publishedAt(system, member) >= BASE,
    );
    if (room !== undefined) changed = move(system, changed, room, publishedAt(system, room) - excess);
  }
  return changed;
}

/**
 * Checks a table against the interval of every cell, the history, the ties and the margins. The table of an earlier
 * release is then the smaller of its published value and this one, cell by cell: ties and order hold for it as well.
 */
function explains(system: PublishedSystem, table: Changes): boolean {
  const cellsFit = [...table].every(([cell, value]) => {
    const history = system.values[cell] ?? [];
    return (
      Number.isInteger(value) &&
      value >= 0 &&
      Math.abs(value - publishedAt(system, cell)) < BASE &&
      history.every((earlier) => value > earlier - BASE)
    );
  });
  const tiesHold = [...table.keys()].every((cell) =>
    (system.tiesAt[cell] ?? []).every(
      ({ lower, upper }) => valueAt(system, table, lower) <= valueAt(system, table, upper),
    ),
  );
  return (
    cellsFit &&
    tiesHold &&
    touchedMargins(system, table).every(
      (index) => Math.abs(shiftOf(system, index, table)) <= (system.margins[index]?.tolerance ?? 0),
    )
  );
}

function touchedMargins(system: PublishedSystem, table: Changes): number[] {
  return [...new Set([...table.keys()].flatMap((cell) => system.marginsAt[cell] ?? []))].sort((a, b) => a - b);
}

function shiftOf(system: PublishedSystem, index: number, table: Changes): number {
  let shift = 0;
  for (const [cell, value] of table) {
    if (system.marginsAt[cell]?.includes(index)) shift += value - publishedAt(system, cell);
  }
  return shift;
}

function publishedAt(system: PublishedSystem, cell: number): number {
  return system.values[cell]?.at(-1) ?? Number.NaN;
}

function valueAt(system: PublishedSystem, table: Changes, cell: number): number {
  return table.get(cell) ?? publishedAt(system, cell);
}
