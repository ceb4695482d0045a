import { EVENTS, type RoundingState } from '@an-tam/disclosure-control';
import { z } from 'zod';
import type { CountedShare } from './case-facts.js';

/** A share that is written to its case when the release is signed. */
export type ShareToKeep = CountedShare & { readonly caseId: string };

/** What a release was made from, as sealed with it: true counts, and what was counted of which case. */
export interface ReleaseSecrets {
  readonly rounding: RoundingState;
  readonly shares: readonly ShareToKeep[];
}

const stateSchema = z.object({
  rounding: z.array(
    z.object({
      table: z.string(),
      cells: z.array(
        z.object({
          codes: z.record(z.string(), z.string()),
          count: z.number().int().nonnegative(),
          fraction: z.number(),
          published: z.array(z.number().int()),
        }),
      ),
    }),
  ),
  /** Case id, unit, number of events in the order of EVENTS (each takes the ones before it along), holder. */
  shares: z.array(z.tuple([z.uuid(), z.string(), z.number().int().min(1).max(EVENTS.length), z.boolean()])),
});

export function packState({ rounding, shares }: ReleaseSecrets): z.infer<typeof stateSchema> {
  return {
    rounding: rounding.map(({ table, cells }) => ({
      table,
      cells: cells.map((cell) => ({ ...cell, codes: { ...cell.codes }, published: [...cell.published] })),
    })),
    shares: shares.map(({ caseId, unit, events, holder }) => [caseId, unit, events.length, holder]),
  };
}

export function unpackState(packed: unknown): ReleaseSecrets {
  const { rounding, shares } = stateSchema.parse(packed);
  return {
    rounding,
    shares: shares.map(([caseId, unit, events, holder]) => ({ caseId, unit, events: EVENTS.slice(0, events), holder })),
  };
}
