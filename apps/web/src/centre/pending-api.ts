import {
  expiringFileListSchema,
  pendingContactListSchema,
  pendingContactSchema,
  type NotePendingContact,
} from '@an-tam/contracts';
import { useQuery } from '@tanstack/react-query';
import { read, send, write } from '../api/api-client.js';
import { queryClient } from '../api/query-client.js';

const pending = ['centre', 'pending'] as const;

export const usePendingContacts = () =>
  useQuery({
    queryKey: pending,
    queryFn: ({ signal }) => read('/api/intake/pending-contacts', pendingContactListSchema, signal),
  });

export const useExpiringFiles = () =>
  useQuery({
    queryKey: ['centre', 'cases', 'expiring'],
    queryFn: ({ signal }) => read('/api/intake/expiring-files', expiringFileListSchema, signal),
  });

export const refreshPending = () => queryClient.invalidateQueries({ queryKey: pending });

export async function notePendingContact(body: NotePendingContact): Promise<void> {
  await write('POST', '/api/intake/pending-contacts', body, pendingContactSchema);
  await refreshPending();
}

export async function refusePendingContact(id: string): Promise<void> {
  await send(`/api/intake/pending-contacts/${id}/refusal`, {});
  await refreshPending();
}
