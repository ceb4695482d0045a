import { caseCategorySchema, type Actor, type CaseCategory, type Role } from '@an-tam/contracts';

/** What may be acted on. Names are those of the product's vocabulary. */
export const resources = [
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
export type Resource = (typeof resources)[number];

export const actions = [
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
export type Action = (typeof actions)[number];

/**
 * What a field must be: this value, or anything but it; null: that there is none, which a value never meets. Of a list it
 * is asked whether the value is among it.
 */
export type Demand = string | null | { readonly $ne: string };

/** What a row must meet; all of it. Fields are those a repository whitelists for the resource. */
export type Condition = Readonly<Record<string, Demand>>;

export interface Rule {
  readonly role: Role;
  readonly resource: Resource;
  readonly actions: readonly Action[];
  /** Which rows. Absent: the resource has no rows of its own (configuration) or all rows of the service are meant. */
  readonly where?: (actor: Actor) => Condition;
  /** Which categories of data, of resources that hold several. Absent: the resource as a whole. */
  readonly fields?: readonly CaseCategory[];
}

/** Categories that are known only to who holds this role as well as one that reaches the file. */
export const compartments: Readonly<Partial<Record<CaseCategory, Role>>> = {
  health_hiv: 'specialist_care',
  safeguarding: 'safeguarding',
};

const ofCentre = (actor: Actor): Condition => ({ centreId: actor.organisationId });
/** The caseload of the caller's team; who is in none shares the files of none, which without teams are the centre's. */
const ofTeam = (actor: Actor): Condition => ({ centreId: actor.organisationId, teamId: actor.teamId ?? null });
const assignedTo = (actor: Actor): Condition => ({ centreId: actor.organisationId, assigneeId: actor.accountId });
const openedBy = (actor: Actor): Condition => ({ centreId: actor.organisationId, openedById: actor.accountId });
const ofOrganisation = (actor: Actor): Condition => ({ organisationId: actor.organisationId });
const ofProvince = (actor: Actor): Condition => ({ provinceCode: actor.provinceCode });
/** Rows of the core that the organisation hosts; for any other kind of organisation no row meets it. */
const ofHostedCore = (actor: Actor): Condition => ({
  provinceCode: actor.organisationKind === 'core_host' ? actor.provinceCode : 'none',
});

/** A client's "not this member of staff" stands before every other reason to know her file. */
const unlessExcluded =
  (where: (actor: Actor) => Condition) =>
  (actor: Actor): Condition => ({ ...where(actor), excludedIds: { $ne: actor.accountId } });

const onBehalf = (actor: Actor): Condition => ({ centreId: actor.organisationId, coverIds: actor.accountId });
const inEmergency = (actor: Actor): Condition => ({ centreId: actor.organisationId, emergencyIds: actor.accountId });
/** With a second person's approval an emergency passes even the client's exclusion. */
const byOverride = (actor: Actor): Condition => ({ centreId: actor.organisationId, overrideIds: actor.accountId });
/** A file that another centre offers, with what it rests on agreed there. */
const toCentre = (actor: Actor): Condition => ({ offeredToId: actor.organisationId });
const ownRequest = (actor: Actor): Condition => ({ centreId: actor.organisationId, accountId: actor.accountId });
/** Nobody decides about what they did or asked for themselves. */
const ofAnother = (actor: Actor): Condition => ({
  centreId: actor.organisationId,
  accountId: { $ne: actor.accountId },
});

/** Nobody reviews what they opened themselves or let somebody else open. */
const ofUninvolved = (actor: Actor): Condition => ({ ...ofAnother(actor), approvedById: { $ne: actor.accountId } });

/** Of a colleague: nobody asks for the own account. */
const ofColleague = (actor: Actor): Condition => ({
  organisationId: actor.organisationId,
  accountId: { $ne: actor.accountId },
});
/** Whoever asked is not the second person, and neither is whom it is about. */
const asSecondPerson = (actor: Actor): Condition => ({ ...ofColleague(actor), askedById: { $ne: actor.accountId } });

/** What each role of a centre knows of a file that it reaches; needs and groups belong to assessment. */
const knownTo: Readonly<Partial<Record<Role, readonly CaseCategory[]>>> = {
  outreach_worker: [
    'alias',
    'birth_year',
    'commune',
    'consent',
    'contact',
    'health_hiv',
    'household',
    'identity',
    'safeguarding',
    'service_history',
  ],
  case_manager: caseCategorySchema.options,
  supervisor: caseCategorySchema.options,
};

/** A worker reaches the files assigned to them, those they opened, and those of whom they stand in for. */
const ownCases = (role: Role, resource: Resource, actions: readonly Action[]): Rule[] =>
  [assignedTo, openedBy, onBehalf].map((where) => ({
    role,
    resource,
    actions,
    where: unlessExcluded(where),
    ...(resource === 'CaseFile' && { fields: knownTo[role] }),
  }));

/** Who leads the support: a case manager the team's caseload and the own cases, a supervisor the centre's. */
const ledCases = (role: LeadingRole, resource: Resource, actions: readonly Action[]): Rule[] => [
  ...(role === 'case_manager' ? ownCases(role, resource, actions) : []),
  {
    role,
    resource,
    actions,
    where: unlessExcluded(role === 'case_manager' ? ofTeam : ofCentre),
    ...(resource === 'CaseFile' && { fields: knownTo[role] }),
  },
];

const centreCaseRoles = ['case_manager', 'supervisor'] as const satisfies readonly Role[];
type LeadingRole = (typeof centreCaseRoles)[number];
const partnerRoles: readonly Role[] = ['partner_worker', 'partner_manager'];

/**
 * Who may do what, on which rows. What is not here is denied. Several rules of one role and resource are
 * alternatives. This table is the review document: `docs/access-rules.md` is generated from it.
 */
export const ruleTable: readonly Rule[] = [
  // Social centres
  { role: 'outreach_worker', resource: 'Contact', actions: ['create', 'read'], where: openedBy },
  { role: 'outreach_worker', resource: 'PendingContact', actions: ['create', 'read', 'decide'], where: openedBy },
  { role: 'outreach_worker', resource: 'CaseFile', actions: ['create'], where: openedBy },
  ...ownCases('outreach_worker', 'CaseFile', ['read', 'update']),
  ...ownCases('outreach_worker', 'Consent', ['create', 'read', 'withdraw']),
  ...ownCases('outreach_worker', 'Closure', ['create', 'read']),
  ...ownCases('outreach_worker', 'SafeguardingConcern', ['create', 'read']),
  { role: 'outreach_worker', resource: 'DirectoryService', actions: ['read'] },
  { role: 'outreach_worker', resource: 'CareSetting', actions: ['read'], where: ofCentre },
  ...centreCaseRoles.flatMap((role): Rule[] => [
    { role, resource: 'Contact', actions: ['create', 'read'], where: ofCentre },
    { role, resource: 'PendingContact', actions: ['create', 'read', 'decide'], where: ofCentre },
    {
      role,
      resource: 'CaseFile',
      actions: ['create'],
      where: unlessExcluded(role === 'case_manager' ? ofTeam : ofCentre),
    },
    ...ledCases(role, 'CaseFile', ['read', 'update']),
    ...ledCases(role, 'Consent', ['create', 'read', 'withdraw']),
    ...ledCases(role, 'Screening', ['create', 'read']),
    ...ledCases(role, 'Referral', ['create', 'read', 'update']),
    ...ledCases(role, 'CarePlan', ['read', 'update']),
    ...ledCases(role, 'Closure', ['create', 'read', 'update']),
    ...ledCases(role, 'SafeguardingConcern', ['create', 'read']),
    { role, resource: 'CareSetting', actions: ['read'], where: ofCentre },
    { role, resource: 'PartnerKeyPin', actions: ['read'], where: ofCentre },
    { role, resource: 'Questionnaire', actions: ['read'] },
    { role, resource: 'DirectoryService', actions: ['read'] },
  ]),
  { role: 'supervisor', resource: 'CaseFile', actions: ['assign', 'erase'], where: unlessExcluded(ofCentre) },
  // Two files of one person: one proposes, a supervisor agrees; and a file that goes to another centre
  ...centreCaseRoles.flatMap((role): Rule[] => [
    { role, resource: 'CaseMerge', actions: ['create'], where: ofCentre },
    { role, resource: 'CaseTransfer', actions: ['create'], where: ofCentre },
  ]),
  { role: 'case_manager', resource: 'CaseMerge', actions: ['read'], where: ownRequest },
  { role: 'supervisor', resource: 'CaseMerge', actions: ['read', 'update'], where: ofCentre },
  { role: 'supervisor', resource: 'CaseMerge', actions: ['approve'], where: ofAnother },
  { role: 'case_manager', resource: 'CaseTransfer', actions: ['read', 'update'], where: ownRequest },
  { role: 'supervisor', resource: 'CaseTransfer', actions: ['read', 'update'], where: ofCentre },
  { role: 'supervisor', resource: 'CaseTransfer', actions: ['approve'], where: ofAnother },
  { role: 'supervisor', resource: 'CaseTransfer', actions: ['read', 'decide'], where: toCentre },
  { role: 'supervisor', resource: 'CarePlan', actions: ['approve'], where: ofAnother },
  { role: 'supervisor', resource: 'Closure', actions: ['approve'], where: ofAnother },
  // Whoever reaches a file may say that somebody is in danger; what it is about is worked on by the compartment's keepers
  { role: 'safeguarding', resource: 'SafeguardingConcern', actions: ['update'], where: ofCentre },
  { role: 'supervisor', resource: 'SafeguardingConcern', actions: ['approve'], where: ofAnother },
  { role: 'supervisor', resource: 'CareSetting', actions: ['update'], where: ofCentre },
  { role: 'supervisor', resource: 'LeaveCover', actions: ['create', 'read', 'update'], where: ofCentre },
  { role: 'supervisor', resource: 'PartnerKeyPin', actions: ['create', 'approve'], where: ofCentre },

  // Mở khẩn cấp: reading alone, for an hour, told to a second person and reviewed
  ...(['outreach_worker', ...centreCaseRoles] as const).flatMap((role): Rule[] => [
    { role, resource: 'EmergencyAccess', actions: ['create', 'read'], where: ownRequest },
    { role, resource: 'CaseFile', actions: ['read'], where: byOverride, fields: knownTo[role] },
  ]),
  ...(['outreach_worker', 'case_manager'] as const).map((role): Rule => ({
    role,
    resource: 'CaseFile',
    actions: ['read'],
    where: unlessExcluded(inEmergency),
    fields: knownTo[role],
  })),
  { role: 'supervisor', resource: 'EmergencyAccess', actions: ['read'], where: ofCentre },
  { role: 'supervisor', resource: 'EmergencyAccess', actions: ['approve'], where: ofAnother },
  { role: 'dpo', resource: 'EmergencyAccess', actions: ['read'], where: ofCentre },
  ...(['supervisor', 'dpo'] as const).map((role): Rule => ({
    role,
    resource: 'EmergencyAccess',
    actions: ['review'],
    where: ofUninvolved,
  })),

  // The names of those who work with a centre's files
  ...(['outreach_worker', ...centreCaseRoles, 'dpo'] as const).map((role): Rule => ({
    role,
    resource: 'Colleague',
    actions: ['read'],
    where: ofOrganisation,
  })),

  // Where a file can go
  ...centreCaseRoles.map((role): Rule => ({ role, resource: 'Centre', actions: ['read'], where: ofProvince })),

  // Partners
  ...partnerRoles.flatMap((role): Rule[] => [
    { role, resource: 'InboxReferral', actions: ['read', 'decide'], where: ofOrganisation },
    { role, resource: 'PartnerKey', actions: ['read'], where: ofOrganisation },
    { role, resource: 'DirectoryService', actions: ['read'], where: ofOrganisation },
  ]),
  { role: 'partner_manager', resource: 'PartnerKey', actions: ['create'], where: ofOrganisation },
  { role: 'partner_manager', resource: 'DirectoryService', actions: ['update'], where: ofOrganisation },

  // Figures
  { role: 'release_officer', resource: 'Release', actions: ['create', 'read', 'approve'], where: ofHostedCore },
  { role: 'dpo', resource: 'Release', actions: ['read', 'approve'], where: ofHostedCore },
  { role: 'provincial_analyst', resource: 'Coverage', actions: ['read'], where: ofProvince },
  { role: 'reporting_officer', resource: 'UnitTarget', actions: ['read'], where: ofProvince },

  // Oversight and settings
  { role: 'supervisor', resource: 'AccessFinding', actions: ['read', 'review'], where: ofAnother },
  { role: 'dpo', resource: 'AccessFinding', actions: ['read', 'review'], where: ofAnother },
  { role: 'dpo', resource: 'AuditEntry', actions: ['read'], where: ofOrganisation },
  { role: 'administrator', resource: 'Account', actions: ['create', 'read', 'update'], where: ofOrganisation },
  { role: 'administrator', resource: 'Questionnaire', actions: ['create'], where: ofHostedCore },
  { role: 'administrator', resource: 'Organisation', actions: ['create', 'read', 'update'], where: ofHostedCore },

  // A lost second factor: an administrator asks, another person who answers for the organisation approves
  { role: 'administrator', resource: 'FactorReset', actions: ['create'], where: ofColleague },
  ...(['administrator', 'dpo', 'supervisor', 'partner_manager'] as const).flatMap((role): Rule[] => [
    { role, resource: 'FactorReset', actions: ['read', 'update'], where: ofOrganisation },
    { role, resource: 'FactorReset', actions: ['approve'], where: asSecondPerson },
  ]),
];
