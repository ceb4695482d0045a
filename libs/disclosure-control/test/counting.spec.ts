import * as fc from 'fast-check';
import {
  countFirstEvents,
  type CountingDefinitions,
  InvalidPeriodError,
  InvalidTableError,
  linkPeople,
  type PersonEvent,
  type PersonEvents,
  planPeriods,
  type PlanPeriod,
  toMicrocells,
} from '@an-tam/disclosure-control';

const definitions: CountingDefinitions = {
  targetGroup: 'PERSON_SELLING_SEX',
  reached: { kinds: ['harm_reduction', 'reintegration'], and: 'any' },
  used: { and: 'any' },
};
const [h1, h2] = planPeriods(2026, 'half_year', 14) as [PlanPeriod, PlanPeriod];
const person = (events: readonly PersonEvent[], more: Partial<PersonEvents> = {}): PersonEvents => ({
  personKey: 'p1',
  units: [{ from: '2025-01-01', unit: '11887' }],
  targetGroup: 'PERSON_SELLING_SEX',
  statisticsConsentFrom: '2025-01-01',
  birthYear: 1990,
  events,
  ...more,
});
const counted = (one: PersonEvents, period: PlanPeriod, settings = definitions): string[] =>
  countFirstEvents([one], period, settings).firsts.map(({ event }) => event);
const need = (on: string, more: Partial<PersonEvent> = {}): PersonEvent[] => [
  { kind: 'in_need', on, ...more },
  { kind: 'eligible', on, ...more },
];
const delivered = (on: string, serviceKind: PersonEvent['serviceKind'] = 'harm_reduction'): PersonEvent => ({
  kind: 'reached',
  on,
  serviceKind,
});

describe('plan periods', () => {
  it('closes half-years on 14 June and 14 December', () => {
    expect([h1, h2]).toEqual([
      { id: '2026-H1', planYear: 2026, planYearFrom: '2025-12-15', from: '2025-12-15', to: '2026-06-14' },
      { id: '2026-H2', planYear: 2026, planYearFrom: '2025-12-15', from: '2026-06-15', to: '2026-12-14' },
    ]);
  });

  it('leaves no day out and counts none twice, quarter or half-year', () => {
    for (const kind of ['quarter', 'half_year', 'year'] as const) {
      const periods = planPeriods(2025, kind, 14).concat(planPeriods(2026, kind, 14));
      periods.slice(1).forEach((period, at) => {
        const before = new Date(`${periods[at]?.to ?? ''}T00:00:00Z`).getTime();
        expect(new Date(`${period.from}T00:00:00Z`).getTime() - before).toBe(86_400_000);
      });
    }
  });

  it('refuses a closing day that some months do not have', () => {
    expect(planPeriods(2026, 'year', 28)).toHaveLength(1);
    expect(() => planPeriods(2026, 'year', 31)).toThrow(InvalidPeriodError);
  });
});

describe('first events', () => {
  it('counts each event once in the period in which it came first', () => {
    const one = person([
      ...need('2026-02-01'),
      ...need('2026-07-01'),
      delivered('2026-07-02'),
      delivered('2026-08-02'),
    ]);
    expect(counted(one, h1)).toEqual(['in_need', 'eligible']);
    expect(counted(one, h2)).toEqual(['reached']);
  });

  it('counts 14 June in the first half and 15 June in the second', () => {
    expect(counted(person(need('2026-06-14')), h1)).toEqual(['in_need', 'eligible']);
    expect(counted(person(need('2026-06-15')), h1)).toEqual([]);
    expect(counted(person(need('2026-06-15')), h2)).toEqual(['in_need', 'eligible']);
  });

  it('carries open needs into the first period, not those that ended before', () => {
    expect(counted(person(need('2025-03-01')), h1)).toEqual(['in_need', 'eligible']);
    expect(counted(person(need('2025-03-01')), h2)).toEqual([]);
    expect(counted(person(need('2025-03-01', { until: '2025-12-15' })), h1)).toEqual(['in_need', 'eligible']);
    expect(counted(person(need('2025-03-01', { until: '2025-12-14' })), h1)).toEqual([]);
  });

  it('counts a late entry in the period in which it was entered', () => {
    const late = person(need('2026-06-01', { recordedOn: '2026-06-20' }));
    expect(counted(late, h1)).toEqual([]);
    expect(counted(late, h2)).toEqual(['in_need', 'eligible']);
  });

  it('needs a delivery after eligibility to count as reached, of a kind that counts', () => {
    expect(counted(person([...need('2026-02-01'), delivered('2026-02-01')]), h1)).toContain('reached');
    expect(counted(person([...need('2026-02-01'), delivered('2026-01-31')]), h1)).not.toContain('reached');
    expect(counted(person([...need('2026-02-01'), delivered('2026-02-05', 'other')]), h1)).not.toContain('reached');
    expect(counted(person([{ kind: 'in_need', on: '2026-02-01' }, delivered('2026-02-05')]), h1)).toEqual(['in_need']);
  });

  it('asks for both kinds when the plan says "both"', () => {
    const both = { ...definitions, reached: { ...definitions.reached, and: 'both' as const } };
    const one = [...need('2026-02-01'), delivered('2026-02-02')];
    const two = [...one, delivered('2026-07-01', 'reintegration')];
    expect(counted(person(one), h1)).toContain('reached');
    expect(counted(person(one), h1, both)).not.toContain('reached');
    expect(counted(person(two), h1, both)).not.toContain('reached');
    expect(counted(person(two), h2, both)).toEqual(['reached']);
  });

  it('fixes the commune at the first event of the plan year', () => {
    const moved = person([...need('2026-02-01'), delivered('2026-07-01')], {
      units: [
        { from: '2025-01-01', unit: '11887' },
        { from: '2026-05-01', unit: '12017' },
      ],
    });
    expect(countFirstEvents([moved], h2, definitions).firsts).toEqual([
      { event: 'reached', unit: '11887', personKey: 'p1' },
    ]);
  });

  it('never counts again what a closed period counted, and keeps its commune', () => {
    const corrected = person([...need('2026-07-01'), delivered('2026-07-02')], {
      closed: { unit: '11890', events: ['in_need', 'eligible'] },
    });
    expect(countFirstEvents([corrected], h2, definitions).firsts).toEqual([
      { event: 'reached', unit: '11890', personKey: 'p1' },
    ]);
  });

  it.each([
    ['no_statistics_consent', { statisticsConsentFrom: null }],
    ['age_unknown', { birthYear: null }],
    ['minor', { birthYear: 2010 }],
    ['minor', { birthYear: 2008 }],
    ['no_target_group', { targetGroup: null }],
    ['unit_unknown', { units: [] }],
  ])('leaves out with reason %s', (reason, more) => {
    const events = need('2026-02-01');
    expect(countFirstEvents([person(events)], h1, definitions).counted).toEqual(['p1']);
    const result = countFirstEvents([person(events, more)], h1, definitions);
    expect(result).toEqual({ firsts: [], counted: [], leftOut: [{ reason, personKey: 'p1' }] });
  });

  it('counts nobody of another group and does not call it left out', () => {
    const result = countFirstEvents([person(need('2026-02-01'), { targetGroup: 'HIGH_RISK' })], h1, definitions);
    expect(result).toEqual({ firsts: [], counted: [], leftOut: [] });
  });

  it('adds up over the periods of a year and keeps the four events nested', () => {
    const day = fc
      .integer({ min: -60, max: 400 })
      .map((offset) => new Date(Date.UTC(2025, 11, 15 + offset)).toISOString().slice(0, 10));
    const event = fc.record(
      {
        kind: fc.constantFrom('in_need' as const, 'eligible' as const, 'reached' as const, 'used' as const),
        on: day,
        recordedOn: day,
        serviceKind: fc.constantFrom('harm_reduction' as const, 'reintegration' as const, 'other' as const),
      },
      { requiredKeys: ['kind', 'on', 'serviceKind'] },
    );
    fc.assert(
      fc.property(fc.array(event, { maxLength: 10 }), (events) => {
        const one = person(events);
        const year = planPeriods(2026, 'year', 14)
          .flatMap((period) => counted(one, period))
          .sort();
        for (const kind of ['quarter', 'half_year'] as const) {
          const seen: string[] = [];
          for (const period of planPeriods(2026, kind, 14)) {
            seen.push(...counted(one, period));
            const nested = ['in_need', 'eligible', 'reached', 'used'].slice(0, seen.length);
            expect([...seen].sort()).toEqual([...nested].sort());
          }
          expect(seen.sort()).toEqual(year);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('makes one key a person and cell', () => {
    const cells = toMicrocells(countFirstEvents([person(need('2026-02-01'))], h1, definitions), () => 0.25);
    expect(cells).toEqual([
      { codes: { unit: '11887', event: 'in_need' }, keys: [0.25] },
      { codes: { unit: '11887', event: 'eligible' }, keys: [0.25] },
    ]);
  });

  it('refuses a malformed day and a person given twice', () => {
    expect(() => counted(person(need('2026-02-30')), h1)).toThrow(InvalidPeriodError);
    const twice = [person(need('2026-02-01')), person(need('2026-02-01'))];
    expect(() => countFirstEvents(twice, h1, definitions)).toThrow(InvalidPeriodError);
  });
});

describe('linking people', () => {
  it('joins records through shared identifiers, directly or not', () => {
    const result = linkPeople([
      { recordId: 'c', identifiers: ['phone:2', 'uic:9'] },
      { recordId: 'a', identifiers: ['phone:1'] },
      { recordId: 'b', identifiers: ['phone:1', 'uic:9'] },
      { recordId: 'd', identifiers: [] },
      { recordId: 'e', identifiers: ['phone:3'] },
    ]);
    expect(result).toEqual({
      people: [
        { personKey: 'a', recordIds: ['a', 'b', 'c'] },
        { personKey: 'd', recordIds: ['d'] },
        { personKey: 'e', recordIds: ['e'] },
      ],
      unlinkable: 1,
    });
  });

  it('does not depend on order and loses nobody', () => {
    const records = fc
      .array(fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'), { maxLength: 3 }), { maxLength: 20 })
      .map((lists) => lists.map((identifiers, at) => ({ recordId: `r${String(at).padStart(2, '0')}`, identifiers })));
    fc.assert(
      fc.property(records, (given) => {
        const linked = linkPeople(given);
        expect(linkPeople([...given].reverse())).toEqual(linked);
        expect(linked.people.flatMap(({ recordIds }) => recordIds).sort()).toEqual(
          given.map(({ recordId }) => recordId),
        );
      }),
    );
  });

  it('refuses a record given twice', () => {
    expect(linkPeople([{ recordId: 'a', identifiers: [] }]).people).toHaveLength(1);
    expect(() => linkPeople(Array.from({ length: 2 }, () => ({ recordId: 'a', identifiers: [] })))).toThrow(
      InvalidTableError,
    );
  });
});
