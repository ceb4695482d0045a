import { EVENTS, planPeriods, type PlanPeriod, type RoundingState } from '@an-tam/disclosure-control';
import * as fc from 'fast-check';
import { join } from 'node:path';
import type { CaseFacts, CountedShare } from './case-facts.js';
import { countPeople } from './count-people.js';
import { makeRelease, type MadeRelease } from './make-release.js';
import { loadReleasePlans, type ReleasePlan } from './release-plans.js';
import { packState, unpackState } from './release-state.js';

const found = loadReleasePlans(join(__dirname, '../../../../config'), '33').find('hung-yen-2026-2030');
if (!found) throw new Error('The configuration lacks the plan.');
const plan: ReleasePlan = found;
const quarters = planPeriods(2026, 'quarter', 14);
const units = ['11980', '11983', '12532'];
const secret = new Uint8Array(32).fill(5);
const enteredAt = new Date('2026-01-01T00:00:00Z');

function close(facts: readonly CaseFacts[], period: PlanPeriod, prior: RoundingState | undefined) {
  const byId = new Map(facts.map((one) => [one.caseId, one]));
  const { cells, shares } = countPeople(byId, { period, previousYear: null }, plan.definitions, secret);
  const made = makeRelease({
    ...{ provinceCode: '33', units, plan, period, cells, prior },
    closedOn: period.to,
    sequence: 1,
    previousHash: null,
  });
  return { made, shares, cells };
}

const trueCounts = (made: MadeRelease) =>
  made.state === 'refused'
    ? []
    : (made.rounding.find(({ table }) => table === 'coverage')?.cells ?? []).map(({ count }) => count);

const id = (n: number) => `c0000000-0000-4000-8000-0000000000${String(n).padStart(2, '0')}`;

interface Told {
  readonly unit: string;
  readonly phone: string | null;
  readonly targetGroup: string | null;
  readonly birthYear: number | null;
  readonly consent: boolean;
  readonly needs: readonly { readonly month: number; readonly inNeed: boolean; readonly eligible: boolean }[];
  readonly services: readonly { readonly month: number; readonly used: boolean }[];
}

/** A file as it may stand at one close: anything may be told, corrected, linked, parted or withdrawn between two closes. */
const anyFile: fc.Arbitrary<Told> = fc.record({
  unit: fc.constantFrom(...units),
  phone: fc.option(fc.constantFrom('p', 'q', 'r'), { nil: null }),
  targetGroup: fc.constantFrom('PERSON_SELLING_SEX', 'PERSON_SELLING_SEX', null, 'HIGH_RISK'),
  birthYear: fc.constantFrom(1990, 1985, null, 2010),
  consent: fc.boolean(),
  needs: fc.array(fc.record({ month: fc.integer({ min: 0, max: 11 }), inNeed: fc.boolean(), eligible: fc.boolean() }), {
    maxLength: 3,
  }),
  services: fc.array(fc.record({ month: fc.integer({ min: 0, max: 11 }), used: fc.boolean() }), { maxLength: 2 }),
});
const dayIn = (month: number) => `2026-${String(month + 1).padStart(2, '0')}-05`;

const toFacts = (caseId: string, told: Told, counted: CountedShare | null): CaseFacts => ({
  caseId,
  mergedIntoId: null,
  closed: false,
  unit: told.unit,
  openedOn: '2026-01-01',
  identifiers: told.phone === null ? [] : [told.phone],
  targetGroup: told.targetGroup,
  birthYear: told.birthYear,
  consentOn: told.consent ? '2026-01-01' : null,
  states: told.needs
    .map(({ month, inNeed, eligible }) => ({ on: dayIn(month), enteredAt, inNeed, eligible: inNeed && eligible }))
    .sort((a, b) => a.on.localeCompare(b.on)),
  services: told.services.map(({ month, used }) => ({
    kind: used ? ('used' as const) : ('reached' as const),
    on: dayIn(month),
    enteredAt: null,
    serviceKind: 'reintegration' as const,
  })),
  counted,
});

describe('counting a plan year', () => {
  it('holds through any correction between closes: nobody twice, no contradiction, nothing taken back', () => {
    const files = fc.integer({ min: 1, max: 8 });
    const years = files.chain((n) =>
      fc.array(fc.array(anyFile, { minLength: n, maxLength: n }), {
        minLength: quarters.length,
        maxLength: quarters.length,
      }),
    );
    fc.assert(
      fc.property(years, (closes) => {
        const kept = new Map<string, CountedShare>();
        let prior: RoundingState | undefined;
        let before: readonly number[] = [];
        closes.forEach((told, at) => {
          const period = quarters[at] as PlanPeriod;
          const facts = told.map((one, n) => toFacts(id(n), one, kept.get(id(n)) ?? null));
          const { made, shares } = close(facts, period, prior);
          expect([period.id, made.state]).toEqual([period.id, 'audited']);
          const now = trueCounts(made);
          before.forEach((count, cell) => expect(now[cell]).toBeGreaterThanOrEqual(count));
          for (const event of EVENTS) {
            const people = now.filter((_, cell) => EVENTS[cell % EVENTS.length] === event);
            expect(people.reduce((sum, count) => sum + count, 0)).toBeLessThanOrEqual(told.length);
          }
          if (made.state === 'audited') {
            const stored = unpackState(JSON.parse(JSON.stringify(packState({ rounding: made.rounding, shares }))));
            expect(stored.shares).toEqual(shares);
            prior = stored.rounding;
          }
          for (const { caseId, ...share } of shares) kept.set(caseId, share);
          before = now;
        });
      }),
      { numRuns: 40 },
    );
  });

  it('states who could be linked and who was left out, from every file', () => {
    const base = { unit: '11980', targetGroup: 'PERSON_SELLING_SEX', birthYear: 1990, services: [] };
    const need = [{ month: 1, inNeed: true, eligible: true }];
    const told = [
      { ...base, phone: 'p', consent: true, needs: need },
      { ...base, phone: 'p', consent: true, needs: need },
      { ...base, phone: null, consent: false, needs: need },
      { ...base, phone: null, consent: true, needs: [] },
    ];
    const { cells } = close(
      told.map((one, n) => toFacts(id(n), one, null)),
      quarters[0] as PlanPeriod,
      undefined,
    );
    const sizes = (list: typeof cells.linkage) =>
      Object.fromEntries(list.map(({ codes, keys }) => [Object.values(codes).join(' '), keys.length]));
    expect(sizes(cells.coverage)).toEqual({ '11980 in_need': 1, '11980 eligible': 1 });
    expect(sizes(cells.linkage)).toEqual({ linkable: 2, unlinkable: 2 });
    expect(sizes(cells.leftOut)).toMatchObject({ no_statistics_consent: 1, minor: 0 });
  });

  it('is refused without a document when a closed period left a state that does not fit', () => {
    const facts = [toFacts(id(1), { ...plain, needs: [{ month: 1, inNeed: true, eligible: true }] }, null)];
    const first = close(facts, quarters[0] as PlanPeriod, undefined).made;
    if (first.state !== 'audited') throw new Error('The first close must pass.');
    const bent = (published: number): RoundingState =>
      first.rounding.map(({ table, cells }) => ({
        table,
        cells: cells.map((cell, at) => (at === 0 ? { ...cell, count: 40, published: [published] } : cell)),
      }));
    const takenBack = close([], quarters[1] as PlanPeriod, bent(37)).made;
    expect(takenBack.state).toBe('refused');
    expect(takenBack.gate.checks.filter(({ passed }) => !passed).map(({ id: check }) => check)).toContain('history');
    const impossible = close([], quarters[1] as PlanPeriod, bent(90)).made;
    expect(impossible).toMatchObject({ state: 'refused', gate: { passed: false, checks: [{ id: 'consistent' }] } });
    expect(JSON.stringify(impossible)).not.toContain('11980');
  });
});

const plain = {
  unit: '11980',
  phone: null,
  targetGroup: 'PERSON_SELLING_SEX',
  birthYear: 1990,
  consent: true,
  services: [],
};
