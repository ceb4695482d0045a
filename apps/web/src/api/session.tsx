import { sessionViewSchema, type Role, type SessionView } from '@an-tam/contracts';
import { useQuery } from '@tanstack/react-query';
import { createContext, use } from 'react';
import { read, setCsrfToken } from './api-client.js';
import { queryClient } from './query-client.js';

export type SignedIn = Extract<SessionView, { signedIn: true }>;

const sessionKey = ['session'];

/** For whom the page shows what it shows: another one, signed in at another tab, sees nothing of it. */
export const personOf = (session: SessionView): string =>
  session.signedIn ? `${session.accountId} ${session.organisation.id}` : '';

function forgetWhatWasRead(): void {
  queryClient.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== sessionKey[0] });
  queryClient.getMutationCache().clear();
}

export function useSession() {
  return useQuery({
    queryKey: sessionKey,
    staleTime: Infinity,
    gcTime: Infinity,
    // An open page is told within minutes what its owner must know; it keeps no idle session alive and leaves no trace.
    refetchInterval: 5 * 60_000,
    queryFn: async ({ signal }) => {
      const session = await read('/api/session', sessionViewSchema, signal);
      const before = queryClient.getQueryData<SessionView>(sessionKey);
      if (before && personOf(before) !== personOf(session)) forgetWhatWasRead();
      setCsrfToken(session.signedIn ? session.csrfToken : '');
      return session;
    },
  });
}

/** Asks anew who is signed in, after something about the account itself has changed. */
export async function refreshSession(): Promise<void> {
  await queryClient.invalidateQueries({ queryKey: sessionKey });
}

/** Drops all that was read in this session, at once. */
export function forgetSession(): void {
  forgetWhatWasRead();
  queryClient.setQueryData<SessionView>(sessionKey, { signedIn: false });
  setCsrfToken('');
}

export const SignedInContext = createContext<SignedIn | null>(null);

/** The person at the page; only below the signed-in shell. */
export function useSignedIn(): SignedIn {
  const session = use(SignedInContext);
  if (!session) throw new Error('This part of the page needs a signed-in person.');
  return session;
}

export function holdsAny(session: SignedIn, roles: readonly Role[]): boolean {
  return session.roles.some((role) => roles.includes(role));
}
