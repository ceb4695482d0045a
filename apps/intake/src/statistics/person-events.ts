import {
  EVENTS,
  type CountedEvent,
  type CountResult,
  type LinkedPerson,
  type PersonEvent,
  type PersonEvents,
  type PlanPeriod,
} from '@an-tam/disclosure-control';
import type { CaseFacts, CountedShare } from './case-facts.js';

/** Where a count stands in the calendar of its plan. */
export interface CountingMoment {
  readonly period: PlanPeriod;
  /** The plan year before, once all of it is signed, and when its last period was counted. */
  readonly previousYear: { readonly from: string; readonly countedAt: Date } | null;
}

/** A person as counted, with the cases the count rests on. */
export interface CountedPerson {
  readonly events: PersonEvents;
  readonly caseIds: readonly string[];
  /** False when she was counted through a file that is not among hers any more: her files then keep what they say. */
  readonly shareIsHers: boolean;
}

type RawEvent = Omit<PersonEvent, 'recordedOn'> & { readonly enteredAt: Date | null };

/**
 * One linked person as the counting rules want her. Where one of her files carries a standing consent to statistics,
 * only such files speak; where none does, she is told as she is and the rules leave her out.
 */
export function personEvents(
  { personKey, recordIds }: LinkedPerson,
  facts: ReadonlyMap<string, CaseFacts>,
  moment: CountingMoment,
): CountedPerson {
  const all = recordIds.flatMap((id) => facts.get(id) ?? []).sort((a, b) => a.openedOn.localeCompare(b.openedOn));
  const consenting = all.filter(({ consentOn }) => consentOn !== null);
  const files = consenting.length > 0 ? consenting : all;
  const holder = deepestHolder(all);
  const closed = closedOf(all, holder?.counted ?? null);
  const events = files
    .flatMap((file) => [...stateEvents(file), ...serviceEvents(file)])
    .sort((a, b) => a.on.localeCompare(b.on))
    .map((event) => toPersonEvent(event, closed?.events ?? [], moment));
  const birthYears = files.flatMap(({ birthYear }) => birthYear ?? []);
  return {
    caseIds: files.map(({ caseId }) => caseId),
    shareIsHers: holder !== undefined || closed === undefined,
    events: {
      // The key of the file she was counted through before, so that her record key stays the same all year.
      personKey: holder?.caseId ?? files.map(({ caseId }) => caseId).sort()[0] ?? personKey,
      units: files.map(({ openedOn, unit }) => ({ from: openedOn, unit })),
      targetGroup: files.find(({ targetGroup }) => targetGroup !== null)?.targetGroup ?? null,
      statisticsConsentFrom: consentFrom(consenting, moment.period),
      // Where files differ the youngest age is taken: the doubt protects a minor.
      birthYear: birthYears.length > 0 ? Math.max(...birthYears) : null,
      ...(closed && { closed }),
      events,
    },
  };
}

/**
 * What has to be written down once this count is signed, so that nobody is counted twice: the whole truth in the file
 * the person is counted through, and in her other files only that she is counted elsewhere. Unchanged shares are left out.
 */
export function sharesToKeep(
  people: readonly CountedPerson[],
  result: CountResult,
  facts: ReadonlyMap<string, CaseFacts>,
): (CountedShare & { readonly caseId: string })[] {
  const firsts = new Map<string, { unit: string; events: CountedEvent[] }>();
  for (const { personKey, unit, event } of result.firsts) {
    const found = firsts.get(personKey) ?? { unit, events: [] };
    found.events.push(event);
    firsts.set(personKey, found);
  }
  const counted = new Set(result.counted);
  return people.flatMap(({ events: { personKey, closed }, caseIds, shareIsHers }) => {
    const fresh = firsts.get(personKey);
    const unit = closed?.unit ?? fresh?.unit;
    if (!counted.has(personKey) || !shareIsHers || unit === undefined) return [];
    const events = EVENTS.filter((event) => closed?.events.includes(event) || fresh?.events.includes(event));
    // The file she is counted through keeps its entry even when it no longer speaks.
    return [...new Set([personKey, ...caseIds])].flatMap((caseId) => {
      const share = { unit, events, holder: caseId === personKey };
      return sameShare(facts.get(caseId)?.counted ?? null, share) ? [] : [{ caseId, ...share }];
    });
  });
}

function sameShare(before: CountedShare | null, now: CountedShare): boolean {
  return (
    before !== null &&
    before.holder === now.holder &&
    before.unit === now.unit &&
    EVENTS.every((event) => before.events.includes(event) === now.events.includes(event))
  );
}

/** The file that was counted furthest: with it the person keeps the unit in which all of her events were counted. */
function deepestHolder(files: readonly CaseFacts[]): CaseFacts | undefined {
  return files
    .filter(({ counted }) => counted?.holder)
    .sort(
      (a, b) => (b.counted?.events.length ?? 0) - (a.counted?.events.length ?? 0) || a.caseId.localeCompare(b.caseId),
    )[0];
}

function closedOf(files: readonly CaseFacts[], held: CountedShare | null): PersonEvents['closed'] {
  if (held) return { unit: held.unit, events: held.events };
  const elsewhere = files.find(({ counted }) => counted !== null)?.counted;
  // She was counted through a file that is no longer linked or no longer there: whatever happens, she is counted already.
  return elsewhere ? { unit: elsewhere.unit, events: EVENTS } : undefined;
}

/** A consent that stands on the day of counting covers what happened before, in any period still open. */
function consentFrom(consenting: readonly CaseFacts[], period: PlanPeriod): string | null {
  const first = consenting.flatMap(({ consentOn }) => consentOn ?? []).sort()[0];
  if (first === undefined) return null;
  return first < period.to ? first : period.to;
}

/** Each screening that found a state, and the later screening that found it no more. */
function stateEvents({ states, closed }: CaseFacts): RawEvent[] {
  const holds = (state: CaseFacts['states'][number], kind: 'in_need' | 'eligible'): boolean =>
    kind === 'in_need' ? state.inNeed : state.eligible;
  return states.flatMap((state, index) =>
    (['in_need', 'eligible'] as const)
      .filter((kind) => holds(state, kind))
      .map((kind) => {
        const end = closed ? state.on : states.slice(index + 1).find((later) => !holds(later, kind))?.on;
        return { kind, on: state.on, enteredAt: state.enteredAt, ...(end !== undefined && { until: end }) };
      }),
  );
}

function serviceEvents({ services }: CaseFacts): RawEvent[] {
  return services.map(({ kind, on, enteredAt, serviceKind }) => ({ kind, on, enteredAt, serviceKind }));
}

function toPersonEvent(
  { enteredAt, ...event }: RawEvent,
  closed: readonly CountedEvent[],
  moment: CountingMoment,
): PersonEvent {
  const late = isLate({ ...event, enteredAt }, closed, moment);
  return { ...event, ...(late && { recordedOn: moment.period.from }) };
}

/**
 * Whether an event belongs to a period that is closed and did not count it; it then counts in this one. Within the plan
 * year the sealed record of what was counted decides, not the time of entry: that also holds for what was entered
 * between counting and signing, for a partner's late report, and for whoever could not be counted before.
 * Of the year before only what was entered after its last count is late; a state that lasts is carried over anyway.
 */
function isLate(
  { kind, on, until, enteredAt }: RawEvent,
  closed: readonly CountedEvent[],
  { period, previousYear }: CountingMoment,
): boolean {
  if (on >= period.from || closed.includes(kind)) return false;
  if (on >= period.planYearFrom) return true;
  const isState = kind === 'in_need' || kind === 'eligible';
  if (isState && (until === undefined || until >= period.planYearFrom)) return true;
  return previousYear !== null && on >= previousYear.from && enteredAt !== null && enteredAt > previousYear.countedAt;
}
