import {
  countFirstEvents,
  LEFT_OUT_REASONS,
  linkPeople,
  recordKey,
  toMicrocells,
  type CountingDefinitions,
  type LinkableRecord,
  type Microcell,
} from '@an-tam/disclosure-control';
import type { CaseFacts } from './case-facts.js';
import { personEvents, sharesToKeep, type CountingMoment } from './person-events.js';
import type { ShareToKeep } from './release-state.js';

/** True counts, as record keys alone. They never leave the core. */
export interface CountedCells {
  readonly coverage: readonly Microcell[];
  readonly leftOut: readonly Microcell[];
  readonly linkage: readonly Microcell[];
}

/** A file that was folded into another one is about the same person, whatever either tells of her. */
const withMerges = (facts: ReadonlyMap<string, CaseFacts>, records: readonly LinkableRecord[]): LinkableRecord[] =>
  records.map(({ recordId, identifiers }) => {
    const merged = facts.get(recordId)?.mergedIntoId;
    return { recordId, identifiers: [...identifiers, ...[recordId, merged ?? []].flat().map((id) => `file ${id}`)] };
  });

/**
 * Counts the people behind the cases of all centres.
 * @param secret at least 32 bytes; decides which way cells are rounded
 */
export function countPeople(
  facts: ReadonlyMap<string, CaseFacts>,
  moment: CountingMoment,
  definitions: CountingDefinitions,
  secret: Uint8Array,
): { cells: CountedCells; shares: ShareToKeep[] } {
  const records = [...facts.values()].map(({ caseId, identifiers }) => ({ recordId: caseId, identifiers }));
  const people = linkPeople(withMerges(facts, records)).people.map((person) => personEvents(person, facts, moment));
  const result = countFirstEvents(
    people.map(({ events }) => events),
    moment.period,
    definitions,
  );
  const keysOf = (ids: readonly string[], table: string): number[] => ids.map((id) => recordKey(secret, id, table));
  const linkage = (name: string, linkable: boolean): Microcell => ({
    codes: { linkage: name },
    keys: keysOf(
      records.filter(({ identifiers }) => identifiers.length > 0 === linkable).map(({ recordId }) => recordId),
      'linkage',
    ),
  });
  return {
    cells: {
      coverage: toMicrocells(result, (personKey) => recordKey(secret, personKey, 'coverage')),
      leftOut: LEFT_OUT_REASONS.map((reason) => ({
        codes: { reason },
        keys: keysOf(
          result.leftOut.filter((person) => person.reason === reason).map(({ personKey }) => personKey),
          'left_out',
        ),
      })),
      linkage: [linkage('linkable', true), linkage('unlinkable', false)],
    },
    shares: sharesToKeep(people, result, facts),
  };
}
