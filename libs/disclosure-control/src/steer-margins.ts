import { InvalidTableError } from './errors.js';
import { BASE, STEERED_FROM } from './rounding-types.js';

/** A set of people to round: to `low` or to `high` (equal when nothing is to choose). */
export interface RoundingNode {
  readonly low: number;
  readonly high: number;
  /** Remainder / 5: rounded up at first when `key` is below it. */
  readonly chance: number;
  /** Fraction of the sum of the record keys, in [0, 1). */
  readonly key: number;
}

export interface SteeredMargin {
  readonly weight: number;
  /** True plan-year count. */
  readonly target: number;
  readonly nodes: readonly number[];
}

interface Move {
  readonly to: ReadonlyMap<number, number>;
  readonly gain: number;
  readonly distance: number;
}

/**
 * Rounds by key, mends the ties upwards, then flips one node at a time (with the nodes its ties drag along) while the
 * weighted squared error of the margins falls. Among equal gains the flip nearest to its own threshold goes first.
 * Ends always: every flip lowers the cost, and the states are finite.
 */
export function steerMargins(
  nodes: readonly RoundingNode[],
  ties: readonly { lower: number; upper: number }[],
  margins: readonly SteeredMargin[],
): number[] {
  const values = nodes.map((node) => (node.key < node.chance ? node.high : node.low));
  const uppers = links(nodes.length, ties, 'lower', 'upper');
  const lowers = links(nodes.length, ties, 'upper', 'lower');
  nodes.forEach((_, index) => {
    const mended = raise(index, values[index] ?? 0, values, nodes, uppers);
    if (!mended) throw new InvalidTableError('A tie cannot be kept: the closed periods contradict the counts');
    apply(values, mended);
  });

  const marginsOf: number[][] = nodes.map(() => []);
  margins.forEach((margin, index) => margin.nodes.forEach((node) => marginsOf[node]?.push(index)));
  const errors = margins.map(
    (margin) => margin.nodes.reduce((sum, node) => sum + (values[node] ?? 0), 0) - margin.target,
  );

  for (let move = best(); move; move = best()) {
    for (const [node, value] of move.to) {
      for (const margin of marginsOf[node] ?? []) errors[margin] = (errors[margin] ?? 0) + value - (values[node] ?? 0);
    }
    apply(values, move.to);
  }
  return values;

  function best(): Move | undefined {
    let found: Move | undefined;
    nodes.forEach((node, index) => {
      if (node.low === node.high) return;
      const up = values[index] === node.low;
      const to = up ? raise(index, node.high, values, nodes, uppers) : drop(index, node.low, values, nodes, lowers);
      if (!to) return;
      const move = { to, gain: gainOf(to), distance: Math.abs(node.key - node.chance) };
      if (move.gain <= 1e-9) return;
      const better = !found || move.gain > found.gain + 1e-9;
      const closer = found && Math.abs(move.gain - found.gain) <= 1e-9 && move.distance < found.distance;
      if (better || closer) found = move;
    });
    return found;
  }

  function gainOf(to: ReadonlyMap<number, number>): number {
    const change = new Map<number, number>();
    for (const [node, value] of to) {
      for (const margin of marginsOf[node] ?? []) {
        change.set(margin, (change.get(margin) ?? 0) + value - (values[node] ?? 0));
      }
    }
    let gain = 0;
    for (const [index, by] of change) {
      const margin = margins[index];
      const error = errors[index] ?? 0;
      if (margin) gain += margin.weight * (cost(margin.target, error) - cost(margin.target, error + by));
    }
    return gain;
  }
}

/**
 * A margin below 10 people costs nothing while its label stays true, and is not brought closer: a published 0 or 5
 * keeps its whole interval even for someone who knows how margins are steered.
 */
function cost(target: number, error: number): number {
  return target < STEERED_FROM && Math.abs(error) < BASE ? 0 : error * error;
}

function links(
  size: number,
  ties: readonly { lower: number; upper: number }[],
  from: 'lower' | 'upper',
  to: 'lower' | 'upper',
): number[][] {
  const found: number[][] = Array.from({ length: size }, () => []);
  for (const tie of ties) found[tie[from]]?.push(tie[to]);
  return found;
}

/** Sets a node to at least `value` and drags the nodes above it up; null when one of them cannot follow. */
function raise(
  start: number,
  value: number,
  values: readonly number[],
  nodes: readonly RoundingNode[],
  uppers: readonly number[][],
): Map<number, number> | null {
  return drag(
    start,
    value,
    uppers,
    (node) => (values[node] ?? 0) >= value,
    (node) => nodes[node]?.high ?? 0,
    value,
  );
}

function drop(
  start: number,
  value: number,
  values: readonly number[],
  nodes: readonly RoundingNode[],
  lowers: readonly number[][],
): Map<number, number> | null {
  return drag(
    start,
    value,
    lowers,
    (node) => (values[node] ?? 0) <= value,
    (node) => nodes[node]?.low ?? 0,
    value,
  );
}

function drag(
  start: number,
  startValue: number,
  next: readonly number[][],
  holds: (node: number) => boolean,
  other: (node: number) => number,
  bound: number,
): Map<number, number> | null {
  const to = new Map([[start, startValue]]);
  const queue = [start];
  for (let node = queue.pop(); node !== undefined; node = queue.pop()) {
    for (const neighbour of next[node] ?? []) {
      if (to.has(neighbour) || holds(neighbour)) continue;
      if (other(neighbour) !== bound) return null;
      to.set(neighbour, bound);
      queue.push(neighbour);
    }
  }
  return to;
}

function apply(values: number[], to: ReadonlyMap<number, number>): void {
  for (const [node, value] of to) values[node] = value;
}
