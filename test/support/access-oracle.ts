import type { Actor, Role } from '@an-tam/contracts';

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
}

export const everyResource = [
  'Account',
  'AuditEntry',
  'CaseFile',
  'Consent',
  'Contact',
  'Coverage',
  'DirectoryService',
  'InboxReferral',
  'PartnerKey',
  'PartnerKeyPin',
  'Referral',
  'Release',
  'Screening',
  'UnitTarget',
] as const;
export type OracleResource = (typeof everyResource)[number];

export const everyAction = ['read', 'create', 'update', 'withdraw', 'approve', 'decide', 'erase'] as const;
export type OracleAction = (typeof everyAction)[number];

type Question = (actor: Actor, action: OracleAction, row: OracleRow) => boolean;

const has = (actor: Actor, ...roles: Role[]) => roles.some((role) => actor.roles.includes(role));
const leads = (actor: Actor) => has(actor, 'case_manager', 'supervisor');
const worksForPartner = (actor: Actor) => has(actor, 'partner_worker', 'partner_manager');

/** An outreach worker knows the files that she opened and those assigned to her. */
const isHers = (actor: Actor, row: OracleRow) =>
  has(actor, 'outreach_worker') && (row.openedById === actor.accountId || row.assigneeId === actor.accountId);

const questions: Readonly<Record<OracleResource, Question>> = {
  CaseFile(actor, action, row) {
    if (row.centreId !== actor.organisationId) return false;
    if (action === 'create')
      return leads(actor) || (has(actor, 'outreach_worker') && row.openedById === actor.accountId);
    if (action === 'read' || action === 'update') return leads(actor) || isHers(actor, row);
    return action === 'erase' && has(actor, 'supervisor');
  },
  Consent(actor, action, row) {
    if (row.centreId !== actor.organisationId) return false;
    return ['create', 'read', 'withdraw'].includes(action) && (leads(actor) || isHers(actor, row));
  },
  Contact(actor, action, row) {
    if (row.centreId !== actor.organisationId) return false;
    if (action !== 'create' && action !== 'read') return false;
    return leads(actor) || (has(actor, 'outreach_worker') && row.openedById === actor.accountId);
  },
  Screening: (actor, action, row) =>
    row.centreId === actor.organisationId && leads(actor) && (action === 'create' || action === 'read'),
  Referral: (actor, action, row) =>
    row.centreId === actor.organisationId && leads(actor) && ['create', 'read', 'update'].includes(action),
  PartnerKeyPin(actor, action, row) {
    if (row.centreId !== actor.organisationId) return false;
    if (action === 'read') return leads(actor);
    return (action === 'create' || action === 'approve') && has(actor, 'supervisor');
  },
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
  Account: (actor, action, row) =>
    action === 'read' && has(actor, 'administrator') && row.organisationId === actor.organisationId,
};

/** Whether the actor may do this to this row. */
export const mayDo = (actor: Actor, action: OracleAction, resource: OracleResource, row: OracleRow): boolean =>
  questions[resource](actor, action, row);
