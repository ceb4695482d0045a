import * as fc from 'fast-check';
import {
  auditRelease,
  type AuditReport,
  coverageFigures,
  coverageTable,
  EVENTS,
  leftOutTable,
  type Microcell,
  protectRounding,
  type ProtectedRelease,
  recordKey,
  type RoundingInput,
  type RoundingState,
} from '@an-tam/disclosure-control';

export const SECRET = new Uint8Array(32).fill(7);
export const PERIODS = 3;

/** One person: commune, and the period (0 to 2, 3 = never) of each first event, none before the one above it. */
export interface SyntheticPerson {
  readonly id: string;
  readonly unit: string;
  readonly periods: readonly number[];
}

export const unitCodes = (size: number): string[] =>
  Array.from({ length: size }, (_, at) => `1${String(at).padStart(4, '0')}`);

/** Small, skewed provinces: most communes empty or below 10 people. */
export const provinces = fc.integer({ min: 1, max: 8 }).chain((size) =>
  fc
    .array(
      fc.record({
        unit: fc.oneof(fc.constant(0), fc.nat({ max: size - 1 })),
        first: fc.nat({ max: 2 }),
        gaps: fc.array(fc.nat({ max: 3 }), { minLength: 3, maxLength: 3 }),
      }),
      { maxLength: 70 },
    )
    .map((people) => ({
      units: unitCodes(size),
      people: people.map(({ unit, first, gaps }, at): SyntheticPerson => {
        const periods = [first];
        for (const gap of gaps) periods.push(Math.min(PERIODS, (periods.at(-1) ?? 0) + gap));
        return { id: `record-${at}`, unit: unitCodes(size)[unit] ?? '', periods };
      }),
    })),
);

export function microcells(people: readonly SyntheticPerson[], period: number): Microcell[] {
  const cells = new Map<string, { codes: { unit: string; event: string }; keys: number[] }>();
  for (const { id, unit, periods } of people) {
    EVENTS.forEach((event, at) => {
      if (periods[at] !== period) return;
      const name = `${unit}|${event}`;
      const cell = cells.get(name) ?? { codes: { unit, event }, keys: [] };
      cell.keys.push(recordKey(SECRET, id, 'coverage'));
      cells.set(name, cell);
    });
  }
  return [...cells.values()];
}

export interface ClosedPeriod {
  readonly input: RoundingInput;
  readonly result: ProtectedRelease;
  readonly audit: AuditReport;
}

/** Closes the periods of a plan year one after another, as the core does. */
export function closePeriods(
  units: readonly string[],
  people: readonly SyntheticPerson[],
  periods = PERIODS,
): ClosedPeriod[] {
  let prior: RoundingState = [];
  return Array.from({ length: periods }, (_, period) => {
    const input: RoundingInput = {
      base: 5,
      prior,
      tables: [
        { spec: coverageTable(units), cells: microcells(people, period) },
        { spec: leftOutTable(), cells: [] },
      ],
    };
    const result = protectRounding(input);
    prior = result.state;
    return { input, result, audit: audit(input, result) };
  });
}

export function audit(input: RoundingInput, result: ProtectedRelease): AuditReport {
  return auditRelease({ input, result, coverage: coverageFigures(result, '33', 'reached', 'eligible') });
}

/** True count of people of a commune with an event up to and with a period. */
export function truth(people: readonly SyntheticPerson[], unit: string, event: string, period: number): number {
  const at = EVENTS.findIndex((name) => name === event);
  return people.filter((person) => person.unit === unit && (person.periods[at] ?? PERIODS) <= period).length;
}
