import { InvalidPeriodError } from './errors.js';
import { assertDay, type PlanPeriod } from './plan-periods.js';
import type { Microcell } from './rounding-types.js';

export const EVENTS = ['in_need', 'eligible', 'reached', 'used'] as const;
export type CountedEvent = (typeof EVENTS)[number];
export type ServiceKind = 'harm_reduction' | 'reintegration' | 'other';

export interface PersonEvent {
  readonly kind: CountedEvent;
  /** When it happened, `YYYY-MM-DD`. */
  readonly on: string;
  /** When it was entered, if later: a late entry counts in the period in which it was entered. */
  readonly recordedOn?: string;
  /** in_need, eligible: the day the state ended; absent while it lasts. Decides what is carried into a plan year. */
  readonly until?: string;
  /** reached, used: kind of the service delivered. */
  readonly serviceKind?: ServiceKind;
}

/** One person of the network, as linked in memory; nothing here names anybody. */
export interface PersonEvents {
  readonly personKey: string;
  /** Commune over time, oldest first; the commune at the first event of the plan year counts for the whole year. */
  readonly units: readonly { readonly from: string; readonly unit: string }[];
  /** Code, or null when not asked, unknown or declined. */
  readonly targetGroup: string | null;
  /** Day of the first consent to statistics still standing, or null. */
  readonly statisticsConsentFrom: string | null;
  readonly birthYear?: number | null;
  /**
   * What closed periods of the plan year already counted, kept sealed with the case: never counted twice, and the
   * commune stays the one counted, whatever is corrected later.
   */
  readonly closed?: { readonly unit: string; readonly events: readonly CountedEvent[] };
  readonly events: readonly PersonEvent[];
}

/** Settings of the plan, stored with each release. */
export interface CountingDefinitions {
  readonly targetGroup: string;
  readonly reached: { readonly kinds: readonly ServiceKind[]; readonly and: 'any' | 'both' };
  readonly used: { readonly and: 'any' | 'both' };
}

export const LEFT_OUT_REASONS = [
  'no_statistics_consent',
  'age_unknown',
  'minor',
  'no_target_group',
  'unit_unknown',
] as const;
export type LeftOutReason = (typeof LEFT_OUT_REASONS)[number];

export interface CountResult {
  /** First events of the plan year that fall into this period. */
  readonly firsts: readonly { readonly event: CountedEvent; readonly unit: string; readonly personKey: string }[];
  /** People in need so far in the plan year who could not be counted, one reason each. */
  readonly leftOut: readonly { readonly reason: LeftOutReason; readonly personKey: string }[];
  /** People in need so far in the plan year who are counted. */
  readonly counted: readonly string[];
}

/** Below this difference of years a person may still be under 18; without a birthday the doubt protects the person. */
const SURELY_ADULT = 19;

/**
 * Counts people, not contacts: the first event of each kind per person and plan year, in the period in which it
 * happened or was entered late. Needs that are still open are carried into the first period. By construction
 * used <= reached <= eligible <= in_need among the same people at any close.
 *
 * @throws InvalidPeriodError on a malformed date or a person given twice.
 */
export function countFirstEvents(
  people: readonly PersonEvents[],
  period: PlanPeriod,
  definitions: CountingDefinitions,
): CountResult {
  const firsts: CountResult['firsts'][number][] = [];
  const leftOut: CountResult['leftOut'][number][] = [];
  const counted: string[] = [];
  if (new Set(people.map((person) => person.personKey)).size !== people.length) {
    throw new InvalidPeriodError('A person is given twice');
  }
  for (const person of people) {
    const days = firstDays(person, period, definitions);
    const inNeed = days.in_need;
    if (!inNeed || inNeed.counts > period.to) continue;
    const reason = reasonToLeaveOut(person, inNeed, period, definitions);
    if (reason === 'other_population') continue;
    if (reason) {
      leftOut.push({ reason, personKey: person.personKey });
      continue;
    }
    counted.push(person.personKey);
    const unit = unitAt(person, inNeed, period) ?? '';
    for (const event of EVENTS) {
      const counts = days[event]?.counts;
      if (counts && counts >= period.from && counts <= period.to && !person.closed?.events.includes(event)) {
        firsts.push({ event, unit, personKey: person.personKey });
      }
    }
  }
  return { firsts, leftOut, counted };
}

/** Groups what was counted into microcells `{unit, event}`; `keyOf` gives the record key of a person. */
export function toMicrocells(result: CountResult, keyOf: (personKey: string) => number): Microcell[] {
  const cells = new Map<string, { codes: { unit: string; event: string }; keys: number[] }>();
  for (const { event, unit, personKey } of result.firsts) {
    const name = `${unit}|${event}`;
    const cell = cells.get(name) ?? { codes: { unit, event }, keys: [] };
    cell.keys.push(keyOf(personKey));
    cells.set(name, cell);
  }
  return [...cells.values()];
}

/** `on`: when it happened; `counts`: the day that decides the period. */
interface FirstDay {
  readonly on: string;
  readonly counts: string;
}

function firstDays(
  person: PersonEvents,
  period: PlanPeriod,
  definitions: CountingDefinitions,
): Partial<Record<CountedEvent, FirstDay>> {
  const consent = person.statisticsConsentFrom ?? '';
  if (consent) assertDay(consent);
  const seen = person.events.flatMap((event) => {
    const day = dayOf(event, period, consent);
    return day ? [{ ...day, event }] : [];
  });
  const first = (match: (event: PersonEvent, on: string) => boolean): FirstDay | undefined =>
    seen.filter(({ event, on }) => match(event, on)).sort((a, b) => (a.counts < b.counts ? -1 : 1))[0];
  const after = (day: FirstDay | undefined, earlier: FirstDay): FirstDay | undefined =>
    day && { on: day.on, counts: day.counts > earlier.counts ? day.counts : earlier.counts };
  const service = (kinds: readonly CountedEvent[], and: 'any' | 'both', eligible: FirstDay): FirstDay | undefined => {
    const delivered = (kind: ServiceKind): FirstDay | undefined =>
      first((event, on) => kinds.includes(event.kind) && event.serviceKind === kind && on >= eligible.on);
    const days = definitions.reached.kinds.map(delivered);
    const found = days.filter((day): day is FirstDay => day !== undefined);
    if (found.length === 0 || (and === 'both' && found.length < days.length)) return undefined;
    found.sort((a, b) => (a.counts < b.counts ? -1 : 1));
    return and === 'both' ? found.at(-1) : found[0];
  };

  const inNeed = first((event) => event.kind === 'in_need');
  if (!inNeed) return {};
  const eligible = after(
    first((event) => event.kind === 'eligible'),
    inNeed,
  );
  if (!eligible) return { in_need: inNeed };
  // A service that was used was also delivered.
  const reached = after(service(['reached', 'used'], definitions.reached.and, eligible), eligible);
  const used = reached && after(service(['used'], definitions.used.and, eligible), reached);
  return { in_need: inNeed, eligible, ...(reached && { reached }), ...(used && { used }) };
}

/** The day an event counts on, or null when it belongs to an earlier plan year and was not carried over. */
function dayOf(event: PersonEvent, period: PlanPeriod, consent: string): FirstDay | null {
  assertDay(event.on);
  if (event.recordedOn !== undefined) assertDay(event.recordedOn);
  if (event.until !== undefined) assertDay(event.until);
  const entered = event.recordedOn && event.recordedOn > event.on ? event.recordedOn : event.on;
  const seen = entered > consent ? entered : consent;
  const start = period.planYearFrom;
  if (event.on >= start) return { on: event.on, counts: seen };
  const isState = event.kind === 'in_need' || event.kind === 'eligible';
  const carried = isState && (event.until === undefined || event.until >= start);
  const late = entered >= start;
  return carried || late ? { on: event.on, counts: seen > start ? seen : start } : null;
}

function reasonToLeaveOut(
  person: PersonEvents,
  inNeed: FirstDay,
  period: PlanPeriod,
  definitions: CountingDefinitions,
): LeftOutReason | 'other_population' | null {
  if (person.targetGroup !== null && person.targetGroup !== definitions.targetGroup) return 'other_population';
  if (person.statisticsConsentFrom === null) return 'no_statistics_consent';
  if (person.birthYear === undefined || person.birthYear === null) return 'age_unknown';
  if (Number(inNeed.counts.slice(0, 4)) - person.birthYear < SURELY_ADULT) return 'minor';
  if (person.targetGroup === null) return 'no_target_group';
  return unitAt(person, inNeed, period) === undefined ? 'unit_unknown' : null;
}

function unitAt(person: PersonEvents, inNeed: FirstDay, period: PlanPeriod): string | undefined {
  if (person.closed) return person.closed.unit;
  const on = inNeed.on > period.planYearFrom ? inNeed.on : period.planYearFrom;
  return (person.units.filter(({ from }) => from <= on).at(-1) ?? person.units[0])?.unit;
}
