import {
  caseIdentitySchema,
  caseListItemSchema,
  caseListSchema,
  caseReadersSchema,
  caseSearchResultSchema,
  caseViewSchema,
  consentViewSchema,
  consentWithdrawnSchema,
  contactListSchema,
  directoryListSchema,
  erasureCertificateSchema,
  erasureListSchema,
  packetPreviewSchema,
  partnerKeyPinListSchema,
  possibleDuplicatesSchema,
  referenceDataSchema,
  type CaseListItem,
  type ChangeCase,
  type EraseCase,
  type GiveConsent,
  type OpenCase,
  type PinPartnerKey,
  type PreviewReferral,
  type RecordContact,
  type RecordFollowUp,
  type RecordScreening,
  type ReferNeed,
  type SearchCases,
} from '@an-tam/contracts';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { read, send, write } from '../api/api-client.js';
import { queryClient } from '../api/query-client.js';
import { refreshPending } from './pending-api.js';

const keys = {
  reference: ['centre', 'reference'],
  contacts: ['centre', 'contacts'],
  cases: ['centre', 'cases'],
  erasures: ['centre', 'erasures'],
  case: (id: string) => ['centre', 'case', id],
  identity: (id: string) => ['centre', 'identity', id],
  directory: ['centre', 'directory'],
  pins: ['centre', 'pins'],
} as const;

export const useReferenceData = () =>
  useQuery({
    queryKey: keys.reference,
    staleTime: 10 * 60_000,
    gcTime: 30 * 60_000,
    queryFn: ({ signal }) => read('/api/intake/reference-data', referenceDataSchema, signal),
  });

export const useContacts = () =>
  useQuery({
    queryKey: keys.contacts,
    queryFn: ({ signal }) => read('/api/intake/contacts', contactListSchema, signal),
  });

export const useCases = (page: number, status: CaseListItem['status']) =>
  useQuery({
    queryKey: [...keys.cases, page, status],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => read(`/api/intake/cases?page=${page}&status=${status}`, caseListSchema, signal),
  });

export const useCaseReaders = (id: string, isAsked: boolean) =>
  useQuery({
    queryKey: [...keys.case(id), 'readers'],
    enabled: isAsked,
    gcTime: 0,
    queryFn: ({ signal }) => read(`/api/intake/cases/${id}/readers`, caseReadersSchema, signal),
  });

export const useCase = (id: string) =>
  useQuery({
    queryKey: keys.case(id),
    queryFn: ({ signal }) => read(`/api/intake/cases/${id}`, caseViewSchema, signal),
  });

export const usePossibleDuplicates = (id: string) =>
  useQuery({
    queryKey: [...keys.case(id), 'possible-duplicates'],
    gcTime: 0,
    queryFn: ({ signal }) => read(`/api/intake/cases/${id}/possible-duplicates`, possibleDuplicatesSchema, signal),
  });

/** Read on demand and never kept. */
export const useCaseIdentity = (id: string, open: boolean) =>
  useQuery({
    queryKey: keys.identity(id),
    enabled: open,
    staleTime: 0,
    gcTime: 0,
    queryFn: ({ signal }) => read(`/api/intake/cases/${id}/identity`, caseIdentitySchema, signal),
  });

export const useErasures = (page: number) =>
  useQuery({
    queryKey: [...keys.erasures, page],
    queryFn: ({ signal }) => read(`/api/intake/erasures?page=${page}`, erasureListSchema, signal),
  });

export const useErasureCertificate = (id: string) =>
  useQuery({
    queryKey: ['centre', 'erasure', id],
    queryFn: ({ signal }) => read(`/api/intake/cases/${id}/erasure`, erasureCertificateSchema, signal),
  });

export const useDirectory = () =>
  useQuery({
    queryKey: keys.directory,
    staleTime: 60_000,
    queryFn: ({ signal }) => read('/api/referral/directory/services', directoryListSchema, signal),
  });

export const useServicesFor = (needCode: string) =>
  useQuery({
    queryKey: [...keys.directory, needCode],
    queryFn: ({ signal }) =>
      read(`/api/referral/directory/services?needCode=${encodeURIComponent(needCode)}`, directoryListSchema, signal),
  });

export const usePins = () =>
  useQuery({
    queryKey: keys.pins,
    queryFn: ({ signal }) => read('/api/intake/partner-key-pins', partnerKeyPinListSchema, signal),
  });

/** A POST that changes nothing: what the packet would hold. */
export const usePreview = (caseId: string, request: PreviewReferral) =>
  useQuery({
    queryKey: ['centre', 'preview', caseId, request],
    enabled: request.dataCategories.length > 0,
    placeholderData: keepPreviousData,
    gcTime: 0,
    queryFn: () => write('POST', `/api/intake/cases/${caseId}/referral-previews`, request, packetPreviewSchema),
  });

export async function recordContact(contact: RecordContact): Promise<void> {
  await send('/api/intake/contacts', contact);
  await queryClient.invalidateQueries({ queryKey: keys.contacts });
}

export async function openCase(body: OpenCase): Promise<{ id: string }> {
  const opened = await write('POST', '/api/intake/cases', body, caseListItemSchema);
  await Promise.all([refreshCaseList(), refreshPending()]);
  return opened;
}

export const refreshCaseList = () => queryClient.invalidateQueries({ queryKey: keys.cases });

/** A POST that changes nothing: what is searched for stands in no address. */
export const searchCases = (body: SearchCases) =>
  write('POST', '/api/intake/case-searches', body, caseSearchResultSchema);

/** Reads a file anew. */
export const refreshCase = (id: string) => queryClient.invalidateQueries({ queryKey: keys.case(id) });

/** Reads a file and an identity that is open anew. */
export const refreshFile = (id: string) =>
  Promise.all([refreshCase(id), queryClient.invalidateQueries({ queryKey: keys.identity(id) })]);

export async function changeCase(id: string, body: ChangeCase): Promise<void> {
  await write('PATCH', `/api/intake/cases/${id}`, body, caseListItemSchema);
  await refreshFile(id);
}

export async function recordScreening(id: string, body: RecordScreening): Promise<void> {
  await send(`/api/intake/cases/${id}/screenings`, body);
  await refreshCase(id);
}

export async function recordFollowUp(id: string, body: RecordFollowUp): Promise<void> {
  await send(`/api/intake/cases/${id}/follow-ups`, body);
  await Promise.all([refreshCase(id), queryClient.invalidateQueries({ queryKey: ['centre', 'today'] })]);
}

export const giveConsent = (id: string, body: GiveConsent) =>
  write('POST', `/api/intake/cases/${id}/consents`, body, consentViewSchema);

export async function withdrawConsent(id: string, consentId: string) {
  const answer = await write(
    'POST',
    `/api/intake/cases/${id}/consents/${consentId}/withdrawal`,
    {},
    consentWithdrawnSchema,
  );
  await refreshCase(id);
  return answer;
}

/** The version of the file at this moment: recording a consent may have moved it on. */
export async function presentVersion(id: string): Promise<number> {
  return (await read(`/api/intake/cases/${id}`, caseViewSchema)).version;
}

/** Afterwards nothing of the file is kept on this page either. */
export async function eraseCase(id: string, body: EraseCase): Promise<void> {
  await write('POST', `/api/intake/cases/${id}/erasure`, body, erasureCertificateSchema);
  queryClient.removeQueries({ queryKey: keys.case(id) });
  queryClient.removeQueries({ queryKey: keys.identity(id) });
  await refreshCaseList();
  await queryClient.invalidateQueries({ queryKey: keys.erasures });
}

/** Reads a file and what a referral of it would carry anew. */
export const refreshForReferral = (id: string) =>
  Promise.all([refreshCase(id), queryClient.invalidateQueries({ queryKey: ['centre', 'preview', id] })]);

export async function referNeed(id: string, body: ReferNeed): Promise<void> {
  await send(`/api/intake/cases/${id}/referrals`, body);
  await refreshCase(id);
}

export async function pinPartnerKey(body: PinPartnerKey): Promise<void> {
  await send('/api/intake/partner-key-pins', body);
  await queryClient.invalidateQueries({ queryKey: keys.pins });
}
