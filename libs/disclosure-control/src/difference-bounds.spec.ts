import * as fc from 'fast-check';
import { differenceBounds, type DifferenceLimit } from './difference-bounds.js';

const SIZE = 3;
const RANGE = 6;

/** Tries every assignment of whole numbers 0..5 to three variables. */
function byTrying(limits: readonly DifferenceLimit[]): { low: number; high: number }[] | null {
  const found = Array.from({ length: SIZE + 1 }, () => ({ low: Infinity, high: -Infinity }));
  for (let code = 0; code < RANGE ** SIZE; code += 1) {
    const values = [0, code % RANGE, Math.floor(code / RANGE) % RANGE, Math.floor(code / RANGE ** 2)];
    if (!limits.every(({ a, b, most }) => (values[a] ?? 0) - (values[b] ?? 0) <= most)) continue;
    values.forEach((value, at) => {
      const seen = found[at];
      if (seen) found[at] = { low: Math.min(seen.low, value), high: Math.max(seen.high, value) };
    });
  }
  return found[0]?.low === Infinity ? null : found;
}

it('finds the same bounds as trying every assignment', () => {
  const boxes = [1, 2, 3].flatMap((at) => [
    { a: at, b: 0, most: RANGE - 1 },
    { a: 0, b: at, most: 0 },
  ]);
  const limit = fc.record({
    a: fc.nat({ max: SIZE }),
    b: fc.nat({ max: SIZE }),
    most: fc.integer({ min: -3, max: 4 }),
  });
  fc.assert(
    fc.property(fc.array(limit, { maxLength: 5 }), (limits) => {
      const all = [...boxes, ...limits];
      expect(differenceBounds(SIZE + 1, all)).toEqual(byTrying(all));
    }),
    { numRuns: 500 },
  );
});
