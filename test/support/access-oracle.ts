import type { Actor, CaseCategory, Role } from '@an-tam/contracts';

/**
 * Who may do what, written by hand from the product page and on purpose not from the rule table: where the two
 * differ, one of them is wrong. Plain questions, one resource after the other.
 */

/** What a decision can depend on; a row has the members that its kind has. */
export interface OracleRow {
  readonly centreId?: string;
  readonly organisationId?: string;
  readonly provinceCode?: string;
  readonly assigneeId?: string;
  readonly openedById?: string;
  /** The team whose caseload a file is part of; null or absent: of no team. */
  readonly teamId?: string | null;
  /** Whose request it is. */
  readonly accountId?: string;
  /** Who agreed to it; null: nobody. */
  readonly approvedById?: string | null;
  /** The centre that a file is offered to. */
  readonly offeredToId?: string;
  /** Who asked for it. */
  readonly askedById?: string;
  /** Whom the client does not want to know her file. */
  readonly excludedIds?: readonly string[];
  /** Who stands in for the person a file is assigned to. */
  readonly coverIds?: readonly string[];
  /** Who opened a file in an emergency that is not over. */
  readonly emergencyIds?: readonly string[];
  /** The same, with a second person's approval. */
  readonly overrideIds?: readonly string[];
}

export const everyResource = [
  'AccessFinding',
  'Account',
  'AuditEntry',
  'CarePlan',
  'CareSetting',
  'CaseFile',
  'CaseMerge',
  'CaseTransfer',
  'Centre',
  'Closure',
  'Colleague',
  'Consent',
  'Contact',
  'Coverage',
  'DirectoryService',
  'EmergencyAccess',
  'FactorReset',
  'InboxReferral',
  'LeaveCover',
  'Organisation',
  'PartnerKey',
  'PartnerKeyPin',
  'PendingContact',
  'Questionnaire',
  'Referral',
  'Release',
  'SafeguardingConcern',
  'Screening',
  'UnitTarget',
] as const;
export type OracleResource = (typeof everyResource)[number];

export const everyAction = [
  'read',
  'create',
  'update',
  'assign',
  'withdraw',
  'approve',
  'decide',
  'review',
  'erase',
] as const;
export type OracleAction = (typeof everyAction)[number];

type Question = (actor: Actor, action: OracleAction, row: OracleRow) => boolean;

const has = (actor: Actor, ...roles: Role[]) => roles.some((role) => actor.roles.includes(role));
export const leads = (actor: Actor) => has(actor, 'case_manager', 'supervisor');
const worksForPartner = (actor: Actor) => has(actor, 'partner_worker', 'partner_manager');

const among = (actor: Actor, ids: readonly string[] | undefined) => ids?.includes(actor.accountId) === true;

/** Whoever is in no team shares the files of no team. */
const isOfTeam = (actor: Actor, row: OracleRow) =>
  has(actor, 'case_manager') && (row.teamId ?? 'none') === (actor.teamId ?? 'none');

/** A worker knows the files that she opened, those assigned to her, and those of whom she stands in for. */
const isHers = (actor: Actor, row: OracleRow) =>
  has(actor, 'outreach_worker', 'case_manager') &&
  (row.openedById === actor.accountId || row.assigneeId === actor.accountId || among(actor, row.coverIds));

/** The client's "not this member of staff" stands before every role. */
const works = (actor: Actor, row: OracleRow) =>
  !among(actor, row.excludedIds) && (has(actor, 'supervisor') || isOfTeam(actor, row) || isHers(actor, row));

/** In an emergency a worker reads any file of the centre; one that excludes her only when a second person agreed. */
function readsInEmergency(actor: Actor, row: OracleRow): boolean {
  if (among(actor, row.overrideIds)) return leads(actor) || has(actor, 'outreach_worker');
  return (
    has(actor, 'outreach_worker', 'case_manager') && among(actor, row.emergencyIds) && !among(actor, row.excludedIds)
  );
}

const questions: Readonly<Record<OracleResource, Question>> = {
  CaseFile(actor, action, row) {
    if (row.centreId !== actor.organisationId) return false;
    if (action === 'create') {
      if (has(actor, 'outreach_worker') && row.openedById === actor.accountId) return true;
      return (has(actor, 'supervisor') || isOfTeam(actor, row)) && !among(actor, row.excludedIds);
    }
    if (action === 'read') return works(actor, row) || readsInEmergency(actor, row);
    if (action === 'update') return works(actor, row);
    return (action === 'erase' || action === 'assign') && has(actor, 'supervisor') && !among(actor, row.excludedIds);
  },
  // Two files of one person: asked for by who leads the support, decided by another, undone by a supervisor.
  CaseMerge(actor, action, row) {
    if (row.centreId !== actor.organisationId || !leads(actor)) return false;
    const own = row.accountId === actor.accountId;
    if (action === 'create') return true;
    if (action === 'read') return own || has(actor, 'supervisor');
    return has(actor, 'supervisor') && (action === 'update' || (action === 'approve' && !own));
  },
  // A file goes to another centre by the word of supervisors of both; the other one decides on what it is offered.
  CaseTransfer(actor, action, row) {
    const offered = row.offeredToId === actor.organisationId && has(actor, 'supervisor');
    if (action === 'decide') return offered;
    if (action === 'read' && offered) return true;
    if (row.centreId !== actor.organisationId || !leads(actor)) return false;
    const own = row.accountId === actor.accountId;
    if (action === 'create') return true;
    if (action === 'approve') return has(actor, 'supervisor') && !own;
    return (action === 'read' || action === 'update') && (own || has(actor, 'supervisor'));
  },
  Centre: (actor, action, row) => action === 'read' && leads(actor) && row.provinceCode === actor.provinceCode,
  Consent(actor, action, row) {
    if (row.centreId !== actor.organisationId) return false;
    return ['create', 'read', 'withdraw'].includes(action) && works(actor, row);
  },
  Contact(actor, action, row) {
    if (row.centreId !== actor.organisationId) return false;
    if (action !== 'create' && action !== 'read') return false;
    return leads(actor) || (has(actor, 'outreach_worker') && row.openedById === actor.accountId);
  },
  // Whoever noted it goes to meet her; those who lead the support see to it that somebody does.
  PendingContact(actor, action, row) {
    if (row.centreId !== actor.organisationId || !['create', 'read', 'decide'].includes(action)) return false;
    return leads(actor) || (has(actor, 'outreach_worker') && row.openedById === actor.accountId);
  },
  Screening: (actor, action, row) =>
    row.centreId === actor.organisationId &&
    leads(actor) &&
    works(actor, row) &&
    (action === 'create' || action === 'read'),
  Referral: (actor, action, row) =>
    row.centreId === actor.organisationId &&
    leads(actor) &&
    works(actor, row) &&
    ['create', 'read', 'update'].includes(action),
  CarePlan(actor, action, row) {
    if (row.centreId !== actor.organisationId) return false;
    if (action === 'approve') return has(actor, 'supervisor') && row.accountId !== actor.accountId;
    return leads(actor) && works(actor, row) && (action === 'read' || action === 'update');
  },
  Closure(actor, action, row) {
    if (row.centreId !== actor.organisationId) return false;
    if (action === 'approve') return has(actor, 'supervisor') && row.accountId !== actor.accountId;
    if (action === 'create' || action === 'read') return works(actor, row);
    return action === 'update' && leads(actor) && works(actor, row);
  },
  // Anybody who works with a file says that somebody is in danger; the keepers of the compartment see to it.
  SafeguardingConcern(actor, action, row) {
    if (row.centreId !== actor.organisationId) return false;
    if (action === 'approve') return has(actor, 'supervisor') && row.accountId !== actor.accountId;
    if (action === 'update') return has(actor, 'safeguarding');
    return (action === 'create' || action === 'read') && works(actor, row);
  },
  CareSetting(actor, action, row) {
    if (row.centreId !== actor.organisationId) return false;
    if (action === 'read') return leads(actor) || has(actor, 'outreach_worker');
    return action === 'update' && has(actor, 'supervisor');
  },
  PartnerKeyPin(actor, action, row) {
    if (row.centreId !== actor.organisationId) return false;
    if (action === 'read') return leads(actor);
    return (action === 'create' || action === 'approve') && has(actor, 'supervisor');
  },
  // The same questions everywhere; whoever hosts the core decides about them.
  Questionnaire(actor, action, row) {
    if (action === 'read') return leads(actor);
    const hosts = actor.organisationKind === 'core_host' && row.provinceCode === actor.provinceCode;
    return action === 'create' && has(actor, 'administrator') && hosts;
  },
  LeaveCover: (actor, action, row) =>
    row.centreId === actor.organisationId && has(actor, 'supervisor') && ['create', 'read', 'update'].includes(action),
  EmergencyAccess(actor, action, row) {
    if (row.centreId !== actor.organisationId) return false;
    const own = row.accountId === actor.accountId;
    if (action === 'create') return own && (leads(actor) || has(actor, 'outreach_worker'));
    if (action === 'read')
      return has(actor, 'supervisor', 'dpo') || (own && (leads(actor) || has(actor, 'outreach_worker')));
    // Three people: who opens, who agrees to it, and who looks at it afterwards.
    if (action === 'review') return !own && row.approvedById !== actor.accountId && has(actor, 'supervisor', 'dpo');
    return action === 'approve' && !own && has(actor, 'supervisor');
  },
  // Unusual access is asked about by somebody else than the person concerned.
  AccessFinding: (actor, action, row) =>
    row.centreId === actor.organisationId &&
    row.accountId !== actor.accountId &&
    has(actor, 'supervisor', 'dpo') &&
    (action === 'read' || action === 'review'),
  DirectoryService(actor, action, row) {
    const own = row.organisationId === actor.organisationId;
    if (action === 'read') return leads(actor) || has(actor, 'outreach_worker') || (own && worksForPartner(actor));
    return action === 'update' && own && has(actor, 'partner_manager');
  },
  InboxReferral: (actor, action, row) =>
    row.organisationId === actor.organisationId && worksForPartner(actor) && (action === 'read' || action === 'decide'),
  PartnerKey(actor, action, row) {
    if (row.organisationId !== actor.organisationId) return false;
    if (action === 'read') return worksForPartner(actor);
    return action === 'create' && has(actor, 'partner_manager');
  },
  Release(actor, action, row) {
    if (actor.organisationKind !== 'core_host' || row.provinceCode !== actor.provinceCode) return false;
    if (action === 'create') return has(actor, 'release_officer');
    return (action === 'read' || action === 'approve') && has(actor, 'release_officer', 'dpo');
  },
  Coverage: (actor, action, row) =>
    action === 'read' && has(actor, 'provincial_analyst') && row.provinceCode === actor.provinceCode,
  UnitTarget: (actor, action, row) =>
    action === 'read' && has(actor, 'reporting_officer') && row.provinceCode === actor.provinceCode,
  AuditEntry: (actor, action, row) =>
    action === 'read' && has(actor, 'dpo') && row.organisationId === actor.organisationId,
  /** The names of those who work with files: for themselves, and for who watches over it. */
  Colleague: (actor, action, row) =>
    action === 'read' &&
    (leads(actor) || has(actor, 'outreach_worker', 'dpo')) &&
    row.organisationId === actor.organisationId,
  Account: (actor, action, row) =>
    ['create', 'read', 'update'].includes(action) &&
    has(actor, 'administrator') &&
    row.organisationId === actor.organisationId,
  Organisation: (actor, action, row) =>
    ['create', 'read', 'update'].includes(action) &&
    has(actor, 'administrator') &&
    actor.organisationKind === 'core_host' &&
    row.provinceCode === actor.provinceCode,
  FactorReset(actor, action, row) {
    if (row.organisationId !== actor.organisationId) return false;
    const own = row.accountId === actor.accountId;
    if (action === 'create') return has(actor, 'administrator') && !own;
    if (!has(actor, 'administrator', 'dpo', 'supervisor', 'partner_manager')) return false;
    if (action === 'approve') return !own && row.askedById !== actor.accountId;
    return action === 'read' || action === 'update';
  },
};

/** Whether the actor knows, or may change, this kind of data of a file: assessment is for those who lead the support. */
export function knows(actor: Actor, action: 'read' | 'update', category: CaseCategory, row: OracleRow): boolean {
  if (!mayDo(actor, action, 'CaseFile', row)) return false;
  switch (category) {
    case 'need':
    case 'plan':
    case 'target_group':
    case 'sex':
      return leads(actor);
    case 'health_hiv':
      return has(actor, 'specialist_care');
    case 'safeguarding':
      return has(actor, 'safeguarding');
    default:
      return true;
  }
}

/** Whether the actor may do this to this row. */
export const mayDo = (actor: Actor, action: OracleAction, resource: OracleResource, row: OracleRow): boolean =>
  questions[resource](actor, action, row);
