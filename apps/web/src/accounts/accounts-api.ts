import {
  accountsPageSchema,
  invitedMemberSchema,
  teamListSchema,
  teamSchema,
  type InvitedMember,
  type InviteMember,
  type Role,
} from '@an-tam/contracts';
import { useQuery } from '@tanstack/react-query';
import { read, send, write } from '../api/api-client.js';
import { queryClient } from '../api/query-client.js';

const accounts = '/api/identity/accounts';
const teams = '/api/identity/teams';
const accountsKey = ['accounts'];
const teamsKey = ['teams'];
const accountsChanged = () => queryClient.invalidateQueries({ queryKey: accountsKey });

export const useAccounts = () =>
  useQuery({ queryKey: accountsKey, queryFn: ({ signal }) => read(accounts, accountsPageSchema, signal) });

export const useTeams = () =>
  useQuery({ queryKey: teamsKey, queryFn: ({ signal }) => read(teams, teamListSchema, signal) });

export async function addTeam(name: string): Promise<void> {
  await write('POST', teams, { name }, teamSchema);
  await queryClient.invalidateQueries({ queryKey: teamsKey });
}

export async function setMemberTeam({ id, teamId }: { id: string; teamId: string | null }): Promise<void> {
  await send(`${accounts}/${id}/team`, { teamId });
  await accountsChanged();
}

export async function inviteMember(body: InviteMember): Promise<InvitedMember> {
  const invited = await write('POST', accounts, body, invitedMemberSchema);
  await accountsChanged();
  return invited;
}

export const inviteAgain = (id: string): Promise<InvitedMember> =>
  write('POST', `${accounts}/${id}/invitations`, {}, invitedMemberSchema);

export async function setMemberRoles({ id, roles }: { id: string; roles: readonly Role[] }): Promise<void> {
  await send(`${accounts}/${id}/roles`, { roles });
  await accountsChanged();
}

export async function endMembership(id: string): Promise<void> {
  await send(`${accounts}/${id}/membership-end`, {});
  await accountsChanged();
}
