import type { Actor, Role } from '@an-tam/contracts';
import { randomUUID } from 'node:crypto';

/** Three people, of whom the first two act. */
export const accounts = [randomUUID(), randomUUID(), randomUUID()] as const;
export const centres = [randomUUID(), randomUUID()] as const;
/** Two teams of the first centre. */
export const teams = [randomUUID(), randomUUID()] as const;
export const provinces = ['33', '31'] as const;

const roleSets: readonly Role[][] = [
  ['outreach_worker'],
  ['case_manager'],
  ['supervisor'],
  ['partner_worker'],
  ['partner_manager'],
  ['release_officer'],
  ['provincial_analyst'],
  ['reporting_officer'],
  ['dpo'],
  ['administrator'],
  ['outreach_worker', 'administrator'],
  ['outreach_worker', 'supervisor'],
  ['specialist_care'],
  ['safeguarding', 'outreach_worker'],
  ['administrator', 'dpo'],
];

const withoutTeam = (): Actor[] =>
  roleSets.flatMap((roles) =>
    centres.flatMap((organisationId, place) =>
      accounts.slice(0, 2).map((accountId) => ({
        accountId,
        organisationId,
        organisationName: '',
        organisationKind: 'core_host' as const,
        provinceCode: provinces[place] ?? '33',
        roles,
        displayName: '',
        grantsVersion: 1,
      })),
    ),
  );

/**
 * Every set of roles as the same two accounts at each of two organisations: whoever is somebody here is nobody there. Those
 * who work with files also as members of a team.
 */
export const everyActor = (): Actor[] => {
  const all = withoutTeam();
  const works = all.filter(({ roles }) => ['outreach_worker', 'case_manager', 'supervisor'].includes(roles.join()));
  return [...all, ...works.map((actor) => ({ ...actor, teamId: teams[0] }))];
};

/** The row-security settings of a caller, as the unit of work makes them. */
export const settingsOf = (actor: Actor): Record<string, string> => ({
  'app.organisation_id': actor.organisationId,
  'app.account_id': actor.accountId,
  'app.roles': actor.roles.join(','),
  'app.request_id': 'request',
  'app.province_code': actor.provinceCode,
  'app.team_id': actor.teamId ?? '',
});
