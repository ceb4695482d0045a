import { InvalidTableError } from './errors.js';

/** One case record with its identifiers already hashed by the caller (phone, document, UIC), per kind. */
export interface LinkableRecord {
  readonly recordId: string;
  readonly identifiers: readonly string[];
}

export interface LinkedPerson {
  /** The smallest record id of the person: stable while that record is there. */
  readonly personKey: string;
  readonly recordIds: readonly string[];
}

export interface LinkedPeople {
  readonly people: readonly LinkedPerson[];
  /** Records without any identifier: they cannot be linked, and each counts as one person. */
  readonly unlinkable: number;
}

/**
 * Joins records that share an identifier, directly or through others. Nothing is kept: the result lives as long as
 * the counting job. Identifiers of different kinds must not collide (hash kind and value together).
 */
export function linkPeople(records: readonly LinkableRecord[]): LinkedPeople {
  const leader = new Map<string, string>();
  const find = (id: string): string => {
    let at = id;
    for (let next = leader.get(at); next !== undefined && next !== at; next = leader.get(at)) at = next;
    leader.set(id, at);
    return at;
  };
  const holder = new Map<string, string>();
  for (const { recordId } of records) {
    if (leader.has(recordId)) throw new InvalidTableError('A record is given twice');
    leader.set(recordId, recordId);
  }
  for (const { recordId, identifiers } of records) {
    for (const identifier of identifiers) {
      const other = holder.get(identifier);
      if (other === undefined) holder.set(identifier, recordId);
      else join(find(other), find(recordId));
    }
  }
  const groups = new Map<string, string[]>();
  for (const { recordId } of records) {
    const person = find(recordId);
    groups.set(person, [...(groups.get(person) ?? []), recordId]);
  }
  const people = [...groups].map(([personKey, recordIds]) => ({ personKey, recordIds: recordIds.sort() }));
  people.sort((a, b) => (a.personKey < b.personKey ? -1 : 1));
  return { people, unlinkable: records.filter((record) => record.identifiers.length === 0).length };

  function join(a: string, b: string): void {
    if (a !== b) leader.set(a < b ? b : a, a < b ? a : b);
  }
}
