import {
  invitedMemberSchema,
  organisationListSchema,
  registeredOrganisationSchema,
  type InvitedMember,
  type InviteFirstMember,
  type RegisterOrganisation,
} from '@an-tam/contracts';
import { useQuery } from '@tanstack/react-query';
import { read, write } from '../api/api-client.js';
import { queryClient } from '../api/query-client.js';

const organisations = '/api/identity/organisations';
const organisationsKey = ['organisations'];

export const useOrganisations = () =>
  useQuery({
    queryKey: organisationsKey,
    queryFn: ({ signal }) => read(organisations, organisationListSchema, signal),
  });

export async function registerOrganisation(body: RegisterOrganisation): Promise<InvitedMember> {
  const { invited } = await write('POST', organisations, body, registeredOrganisationSchema);
  await queryClient.invalidateQueries({ queryKey: organisationsKey });
  return invited;
}

export const inviteFirstMember = ({ id, ...body }: InviteFirstMember & { readonly id: string }) =>
  write('POST', `${organisations}/${id}/invitations`, body, invitedMemberSchema);
