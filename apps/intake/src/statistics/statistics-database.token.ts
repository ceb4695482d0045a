/** Injection token of the intake database as the counting job's role sees it. */
export const STATISTICS_DATABASE = Symbol('statistics database');
