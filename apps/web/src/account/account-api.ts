import {
  authenticatorDraftSchema,
  endedSessionsSchema,
  ownFactorsSchema,
  ownSessionListSchema,
  passkeyOptionsSchema,
  recoveryCodesSchema,
  type AuthenticatorDraft,
  type ChangePassword,
  type ConfirmAuthenticator,
} from '@an-tam/contracts';
import { useQuery } from '@tanstack/react-query';
import { read, send, write } from '../api/api-client.js';
import { makePasskey } from '../api/passkeys.js';
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

const factors = '/api/identity/own-account/factors';
const factorsKey = ['account', 'factors'];
const factorsChanged = () => queryClient.invalidateQueries({ queryKey: factorsKey });

export const useOwnFactors = () =>
  useQuery({
    queryKey: factorsKey,
    staleTime: 0,
    queryFn: ({ signal }) => read(factors, ownFactorsSchema, signal),
  });

export const beginAuthenticator = (): Promise<AuthenticatorDraft> =>
  write('POST', `${factors}/authenticator-drafts`, {}, authenticatorDraftSchema);

export async function confirmAuthenticator(body: ConfirmAuthenticator): Promise<void> {
  await send(`${factors}/authenticator`, body);
  await factorsChanged();
}

export async function removeAuthenticator(): Promise<void> {
  await send(`${factors}/authenticator/removal`, {});
  await factorsChanged();
}

/** Asks the browser for a passkey, which asks the person. Throws PasskeyCancelledError. */
export async function addPasskey(name: string): Promise<void> {
  const { options } = await write('POST', `${factors}/passkey-options`, {}, passkeyOptionsSchema);
  await send(`${factors}/passkeys`, { name, response: await makePasskey(options) });
  await factorsChanged();
}

export async function removePasskey(id: string): Promise<void> {
  await send(`${factors}/passkeys/removal`, { id });
  await factorsChanged();
}

export async function renewRecoveryCodes(): Promise<readonly string[]> {
  const { codes } = await write('POST', `${factors}/recovery-codes`, {}, recoveryCodesSchema);
  await factorsChanged();
  return codes;
}
