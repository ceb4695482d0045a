export { auditRelease } from './audit-gate.js';
export type { AuditCheck, AuditInput, AuditReport, CoverageFigure } from './audit-gate.js';
export { buildRelease, releaseHash } from './build-release.js';
export type { Release, ReleaseInput } from './build-release.js';
export { canonicalJson } from './canonical-json.js';
export { countFirstEvents, EVENTS, LEFT_OUT_REASONS, toMicrocells } from './count-first-events.js';
export type {
  CountedEvent,
  CountingDefinitions,
  CountResult,
  LeftOutReason,
  PersonEvent,
  PersonEvents,
  ServiceKind,
} from './count-first-events.js';
export {
  coverageFigures,
  COVERAGE_TABLE,
  coverageTable,
  LEFT_OUT_TABLE,
  leftOutShare,
  leftOutTable,
  LINKAGE_TABLE,
  linkageTable,
  PROVINCE_MARGIN,
} from './coverage-tables.js';
export {
  AuditGateError,
  DisclosureError,
  InvalidPeriodError,
  InvalidReleaseError,
  InvalidTableError,
  ReleaseRefusedError,
} from './errors.js';
export type { RefusalReason } from './errors.js';
export { linkPeople } from './link-people.js';
export type { LinkableRecord, LinkedPeople, LinkedPerson } from './link-people.js';
export {
  communeBand,
  displayLabel,
  provincePercent,
  ROUNDING_NOTE_EN,
  ROUNDING_NOTE_VI,
  TOO_SMALL_EN,
  TOO_SMALL_VI,
  verdictOn,
} from './percentages.js';
export type { Level, ReleasedShare, Verdict } from './percentages.js';
export { planPeriods } from './plan-periods.js';
export type { PeriodKind, PlanPeriod } from './plan-periods.js';
export { protectRounding } from './protect-rounding.js';
export { recordKey } from './record-key.js';
export { RELEASE_SCHEMA } from './release-schema.js';
export type {
  ClosedCell,
  Codes,
  MarginSpec,
  Microcell,
  ProtectedRelease,
  ProtectedTable,
  PublishedCell,
  RoundingInput,
  RoundingState,
  TableSpec,
  TieSpec,
} from './rounding-types.js';
export { assertFollows, releaseKeyId, signRelease, verifyRelease } from './sign-release.js';
export type { ReleaseEnvelope, TrustedKey, VerifiedRelease } from './sign-release.js';
