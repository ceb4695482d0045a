/** Code of each dimension, e.g. `{ unit: '11887', event: 'eligible' }`. */
export type Codes = Readonly<Record<string, string>>;

/** The smallest cell: its people newly counted in this period, given as their record keys alone. Never published. */
export interface Microcell {
  readonly codes: Codes;
  readonly keys: readonly number[];
}

/** A margin keeps the dimensions of `over` and sums the others; a heavier weight is brought closer to the truth. */
export interface MarginSpec {
  readonly id: string;
  readonly over: readonly string[];
  readonly weight: number;
}

/** Cells matching `lower` never exceed the cell with the same other codes that matches `upper`. */
export interface TieSpec {
  readonly lower: Codes;
  readonly upper: Codes;
}

/**
 * A declared table. Every combination of `dimensions` is published, so that gaps tell nothing about the data.
 * `accumulates`: figures run from the start of the plan year and are never below those released before;
 * otherwise each release is a snapshot.
 */
export interface TableSpec {
  readonly id: string;
  readonly dimensions: readonly { readonly name: string; readonly codes: readonly string[] }[];
  readonly margins: readonly MarginSpec[];
  readonly ties: readonly TieSpec[];
  readonly accumulates: boolean;
}

/**
 * What the core keeps, sealed, about one cell of the closed periods of the plan year: true count, key fraction, and
 * what was published at each close. It freezes closed periods: erasing a case later does not touch them.
 */
export interface ClosedCell {
  readonly codes: Codes;
  readonly count: number;
  readonly fraction: number;
  readonly published: readonly number[];
}

/** Secret of the core, seal it: holds true counts. Empty at the start of a plan year. */
export type RoundingState = readonly { readonly table: string; readonly cells: readonly ClosedCell[] }[];

export interface RoundingInput {
  readonly base: 5;
  readonly tables: readonly { readonly spec: TableSpec; readonly cells: readonly Microcell[] }[];
  /** State returned at the previous close of the same plan year; leave out for the first period. */
  readonly prior?: RoundingState;
}

export interface PublishedCell {
  readonly codes: Codes;
  readonly value: number;
}

export interface ProtectedTable {
  readonly id: string;
  readonly cells: readonly PublishedCell[];
  readonly margins: readonly { readonly id: string; readonly cells: readonly PublishedCell[] }[];
}

export interface ProtectedRelease {
  readonly tables: readonly ProtectedTable[];
  /** Never leaves the core. */
  readonly state: RoundingState;
}

export const BASE = 5;
/** A margin with fewer people than this is only kept inside its label, not steered closer. */
export const STEERED_FROM = 10;
