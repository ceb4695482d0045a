import {
  directoryListSchema,
  inboxListSchema,
  inboxReferralSchema,
  partnerKeyAnswerSchema,
  type CreatePartnerKey,
  type DecideReferral,
  type RecordDirectoryService,
} from '@an-tam/contracts';
import { useQuery } from '@tanstack/react-query';
import { read, send } from '../api/api-client.js';
import { queryClient } from '../api/query-client.js';

const keys = {
  inbox: ['partner', 'inbox'],
  referral: (id: string) => ['partner', 'referral', id],
  key: ['partner', 'key'],
  services: ['partner', 'services'],
} as const;

export const useInbox = () =>
  useQuery({
    queryKey: keys.inbox,
    staleTime: 0,
    queryFn: ({ signal }) => read('/api/referral/inbox', inboxListSchema, signal),
  });

/** Asked anew whenever it is shown: a consent may have been withdrawn in between. */
export const useInboxReferral = (id: string) =>
  useQuery({
    queryKey: keys.referral(id),
    staleTime: 0,
    gcTime: 0,
    queryFn: ({ signal }) => read(`/api/referral/inbox/${id}`, inboxReferralSchema, signal),
  });

export const usePartnerKey = () =>
  useQuery({
    queryKey: keys.key,
    queryFn: ({ signal }) => read('/api/referral/partner-key', partnerKeyAnswerSchema, signal),
  });

export const useOwnServices = () =>
  useQuery({
    queryKey: keys.services,
    queryFn: ({ signal }) => read('/api/referral/directory/services', directoryListSchema, signal),
  });

export async function decideReferral(id: string, body: DecideReferral): Promise<void> {
  await send(`/api/referral/inbox/${id}/decisions`, body);
  await queryClient.invalidateQueries({ queryKey: keys.inbox });
}

export const refreshReferral = (id: string) => queryClient.invalidateQueries({ queryKey: keys.referral(id) });

export async function createPartnerKey(body: CreatePartnerKey): Promise<void> {
  await send('/api/referral/partner-key', body);
  await queryClient.invalidateQueries({ queryKey: keys.key });
}

export async function recordService(body: RecordDirectoryService): Promise<void> {
  await send('/api/referral/directory/services', body);
  await queryClient.invalidateQueries({ queryKey: keys.services });
}
