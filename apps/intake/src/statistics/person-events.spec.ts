import {
  countFirstEvents,
  EVENTS,
  planPeriods,
  type CountedEvent,
  type CountResult,
  type PlanPeriod,
} from '@an-tam/disclosure-control';
import type { CaseFacts } from './case-facts.js';
import { personEvents, sharesToKeep, type CountedPerson, type CountingMoment } from './person-events.js';

const [h1, h2] = planPeriods(2026, 'half_year', 14) as [PlanPeriod, PlanPeriod];
const enteredAt = new Date('2026-03-01T00:00:00Z');
const definitions = {
  targetGroup: 'PERSON_SELLING_SEX',
  reached: { kinds: ['harm_reduction', 'reintegration'], and: 'any' },
  used: { and: 'any' },
} as const;

const state = (on: string, more: Partial<CaseFacts['states'][number]> = {}) => ({
  on,
  enteredAt,
  inNeed: true,
  eligible: true,
  ...more,
});
const service = (on: string, more: Partial<CaseFacts['services'][number]> = {}) => ({
  kind: 'reached' as const,
  on,
  enteredAt,
  serviceKind: 'harm_reduction' as const,
  ...more,
});
const file = (changes: Partial<CaseFacts> = {}): CaseFacts => ({
  caseId: 'a',
  mergedIntoId: null,
  closed: false,
  unit: '11980',
  openedOn: '2026-01-05',
  identifiers: [],
  targetGroup: 'PERSON_SELLING_SEX',
  birthYear: 1990,
  consentOn: '2026-01-05',
  states: [state('2026-02-01')],
  services: [],
  counted: null,
  ...changes,
});
const counted = (events: number, changes: Partial<CaseFacts['counted']> = {}) => ({
  unit: '11980',
  events: EVENTS.slice(0, events),
  holder: true,
  ...changes,
});

function person(files: readonly CaseFacts[], period: PlanPeriod, previousYear: CountingMoment['previousYear'] = null) {
  const recordIds = files.map(({ caseId }) => caseId).sort();
  const facts = new Map(files.map((one) => [one.caseId, one]));
  return personEvents({ personKey: recordIds[0] ?? '', recordIds }, facts, { period, previousYear });
}
const countOf = (one: CountedPerson, period: PlanPeriod): CountResult =>
  countFirstEvents([one.events], period, definitions);
const firsts = (files: readonly CaseFacts[], period: PlanPeriod, previousYear?: CountingMoment['previousYear']) =>
  countOf(person(files, period, previousYear), period).firsts.map(({ event }): CountedEvent => event);

describe('events of a person', () => {
  it('count in the period in which they happened', () => {
    const one = [file({ services: [service('2026-05-01')] })];
    expect(firsts(one, h1)).toEqual(['in_need', 'eligible', 'reached']);
    const later = [file({ services: [service('2026-07-01')] })];
    expect(firsts(later, h1)).toEqual(['in_need', 'eligible']);
    expect(firsts([file({ ...later[0], counted: counted(2) })], h2)).toEqual(['reached']);
  });

  it('count late when their period was closed without them, whenever they were entered', () => {
    const services = [service('2026-05-01')];
    expect(firsts([file({ services, counted: counted(3) })], h2)).toEqual([]);
    expect(firsts([file({ services, counted: counted(2) })], h2)).toEqual(['reached']);
    const reported = [service('2026-05-01', { kind: 'used', enteredAt: null })];
    expect(firsts([file({ services: reported, counted: counted(2) })], h2)).toEqual(['reached', 'used']);
  });

  it('all count late for somebody who could not be counted before', () => {
    const services = [service('2026-05-01')];
    expect(firsts([file({ services, birthYear: null })], h1)).toEqual([]);
    expect(firsts([file({ services })], h2)).toEqual(['in_need', 'eligible', 'reached']);
  });

  it('of the plan year before are carried over while they last, and no longer', () => {
    expect(firsts([file({ states: [state('2025-11-01')] })], h1)).toEqual(['in_need', 'eligible']);
    const ended = [state('2025-11-01'), state('2025-12-01', { inNeed: false, eligible: false })];
    expect(firsts([file({ states: ended })], h1)).toEqual([]);
    expect(firsts([file({ states: ended })], h2)).toEqual([]);
    expect(firsts([file({ states: [state('2025-11-01')], closed: true })], h1)).toEqual([]);
    expect(firsts([file({ states: [state('2025-11-01')] })], h2)).toEqual(['in_need', 'eligible']);
  });

  it('of the plan year before count late only when they were entered after its last count', () => {
    const previousYear = { from: '2024-12-15', countedAt: new Date('2025-12-16T00:00:00Z') };
    const before = new Date('2025-12-10T00:00:00Z');
    const files = (entered: Date | null) => [
      file({ states: [state('2025-11-01')], services: [service('2025-12-01', { enteredAt: entered })] }),
    ];
    expect(firsts(files(before), h1, previousYear)).toEqual(['in_need', 'eligible']);
    expect(firsts(files(enteredAt), h1, previousYear)).toEqual(['in_need', 'eligible', 'reached']);
    expect(firsts(files(enteredAt), h1)).toEqual(['in_need', 'eligible']);
    expect(firsts(files(null), h1, previousYear)).toEqual(['in_need', 'eligible']);
  });

  it('count under a consent given before the count, also one given after the period', () => {
    expect(firsts([file({ consentOn: '2026-05-01' })], h1)).toEqual(['in_need', 'eligible']);
    expect(firsts([file({ consentOn: '2026-06-20' })], h1)).toEqual(['in_need', 'eligible']);
    const { leftOut } = countOf(person([file({ consentOn: null })], h1), h1);
    expect(leftOut).toEqual([{ reason: 'no_statistics_consent', personKey: 'a' }]);
  });
});

describe('a person with several files', () => {
  it('counts once, with what her files tell together', () => {
    const files = [
      file({ caseId: 'b', unit: '12000', openedOn: '2026-03-01', states: [], services: [service('2026-04-01')] }),
      file({ targetGroup: null, birthYear: null }),
    ];
    const one = person(files, h1);
    expect(countOf(one, h1).firsts).toEqual(
      ['in_need', 'eligible', 'reached'].map((event) => ({ event, unit: '11980', personKey: 'a' })),
    );
    expect(one.events).toMatchObject({ targetGroup: 'PERSON_SELLING_SEX', birthYear: 1990 });
  });

  it('is as young as the youngest of her files says', () => {
    const files = [file(), file({ caseId: 'b', birthYear: 2009 })];
    expect(countOf(person(files, h1), h1).leftOut).toEqual([{ reason: 'minor', personKey: 'a' }]);
  });

  it('is told by the files that may be counted alone', () => {
    const silent = file({ consentOn: null, services: [service('2026-05-01')], unit: '12000' });
    const speaking = file({ caseId: 'b' });
    const one = person([silent, speaking], h1);
    const result = countOf(one, h1);
    expect(result.firsts.map(({ event, unit }) => [event, unit])).toEqual([
      ['in_need', '11980'],
      ['eligible', '11980'],
    ]);
    const shares = sharesToKeep([one], result, new Map([silent, speaking].map((f) => [f.caseId, f])));
    expect(shares).toEqual([{ caseId: 'b', ...counted(2) }]);
  });

  it('keeps the unit and the record key of the file that was counted furthest', () => {
    const files = [
      file({ caseId: 'a', unit: '12000', counted: counted(1, { unit: '12000' }) }),
      file({ caseId: 'b', counted: counted(2), services: [service('2026-07-01')] }),
    ];
    expect(countOf(person(files, h2), h2).firsts).toEqual([{ event: 'reached', unit: '11980', personKey: 'b' }]);
  });
});

describe('what is kept of a count', () => {
  const keep = (files: readonly CaseFacts[], period: PlanPeriod) => {
    const one = person(files, period);
    return sharesToKeep([one], countOf(one, period), new Map(files.map((f) => [f.caseId, f])));
  };

  it('is everything in one file, and in the others only that she is counted', () => {
    const files = [file({ services: [service('2026-05-01')] }), file({ caseId: 'b', states: [] })];
    expect(keep(files, h1)).toEqual([
      { caseId: 'a', ...counted(3) },
      { caseId: 'b', ...counted(3, { holder: false }) },
    ]);
  });

  it('is added to what was kept before, and nothing when nothing is new', () => {
    expect(keep([file({ counted: counted(2), services: [service('2026-05-01')] })], h2)).toEqual([
      { caseId: 'a', ...counted(3) },
    ]);
    expect(keep([file({ counted: counted(2) })], h2)).toEqual([]);
    expect(keep([file({ birthYear: null })], h1)).toEqual([]);
  });

  it('keeps a file from being counted apart once it was counted with another', () => {
    const parted = file({
      caseId: 'b',
      counted: counted(2, { holder: false }),
      states: [state('2026-02-01')],
      services: [service('2026-07-01')],
    });
    expect(firsts([parted], h2)).toEqual([]);
    expect(keep([parted], h2)).toEqual([]);
  });
});
