import { endedSessionsSchema, ownSessionListSchema, type ChangePassword } from '@an-tam/contracts';
import { useQuery } from '@tanstack/react-query';
import { read, send, write } from '../api/api-client.js';
import { queryClient } from '../api/query-client.js';

const sessionsKey = ['account', 'sessions'];

export const useOwnSessions = () =>
  useQuery({
    queryKey: sessionsKey,
    staleTime: 0,
    queryFn: ({ signal }) => read('/api/sessions', ownSessionListSchema, signal),
  });

export async function endOwnSession(id: string): Promise<void> {
  await send(`/api/sessions/${id}/end`, {});
  await queryClient.invalidateQueries({ queryKey: sessionsKey });
}

export async function endOtherSessions(): Promise<void> {
  await write('POST', '/api/sessions/end-others', {}, endedSessionsSchema);
  await queryClient.invalidateQueries({ queryKey: sessionsKey });
}

export const changePassword = (body: ChangePassword): Promise<void> => send('/api/identity/own-account/password', body);
