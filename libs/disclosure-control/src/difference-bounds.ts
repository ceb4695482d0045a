/** `x[a] - x[b] <= most`, all whole numbers; index 0 is the constant zero. */
export interface DifferenceLimit {
  readonly a: number;
  readonly b: number;
  readonly most: number;
}

export interface Interval {
  readonly low: number;
  readonly high: number;
}

/**
 * Exact smallest and largest whole number each variable can take under difference limits: shortest paths from and to
 * the constant (Bellman-Ford). The system is totally unimodular, so the whole-number bounds are those of the linear
 * programme. Null when no assignment exists.
 */
export function differenceBounds(variables: number, limits: readonly DifferenceLimit[]): Interval[] | null {
  const highs = shortest(
    variables,
    limits.map(({ a, b, most }) => ({ from: b, to: a, most })),
  );
  const lows = shortest(
    variables,
    limits.map(({ a, b, most }) => ({ from: a, to: b, most })),
  );
  if (!highs || !lows) return null;
  return Array.from({ length: variables }, (_, index) => ({ low: 0 - (lows[index] ?? 0), high: highs[index] ?? 0 }));
}

function shortest(variables: number, edges: readonly { from: number; to: number; most: number }[]): number[] | null {
  const distance = Array.from({ length: variables }, (_, index) => (index === 0 ? 0 : Infinity));
  for (let round = 0; round <= variables; round += 1) {
    let changed = false;
    for (const { from, to, most } of edges) {
      const through = (distance[from] ?? Infinity) + most;
      if (through < (distance[to] ?? Infinity)) {
        distance[to] = through;
        changed = true;
      }
    }
    if (!changed) return distance;
  }
  return null;
}
