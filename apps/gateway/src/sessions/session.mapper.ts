import type { Actor, Grants, SessionView } from '@an-tam/contracts';
import { csrfTokenOf } from './session-cookie.js';

/** The actor an account is in one of its organisations, or null when it is no member there. */
export function actorOf(grants: Grants, organisationId: string): Actor | null {
  const membership = grants.memberships.find((m) => m.organisation.id === organisationId);
  if (!membership) return null;
  const { organisation, roles, teamId } = membership;
  return {
    accountId: grants.accountId,
    displayName: grants.displayName,
    grantsVersion: grants.grantsVersion,
    organisationId: organisation.id,
    organisationName: organisation.name,
    organisationKind: organisation.kind,
    provinceCode: organisation.provinceCode,
    communeCode: organisation.communeCode ?? undefined,
    roles,
    teamId: teamId ?? undefined,
  };
}

export function sessionViewOf(actor: Actor, grants: Grants, cookie: string): SessionView {
  return {
    signedIn: true,
    accountId: actor.accountId,
    displayName: actor.displayName,
    roles: actor.roles,
    organisation: {
      id: actor.organisationId,
      name: actor.organisationName,
      kind: actor.organisationKind,
      provinceCode: actor.provinceCode,
    },
    memberships: grants.memberships.map(({ organisation }) => ({
      organisationId: organisation.id,
      name: organisation.name,
    })),
    factorReset: grants.factorReset,
    csrfToken: csrfTokenOf(cookie),
  };
}
