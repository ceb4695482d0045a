import {
  caseMergeListSchema,
  caseMergeViewSchema,
  caseTransferListSchema,
  caseTransferViewSchema,
  centreListSchema,
  duplicatePairsSchema,
  type AnswerTransfer,
  type DecideMerge,
  type DecideTransfer,
  type ProposeMerge,
  type RequestTransfer,
} from '@an-tam/contracts';
import { useQuery } from '@tanstack/react-query';
import { read, write } from '../api/api-client.js';
import { queryClient } from '../api/query-client.js';

const merges = '/api/intake/case-merges';
const transfers = '/api/intake/case-transfers';

const keys = {
  pairs: ['centre', 'duplicate-pairs'],
  merges: ['centre', 'merges'],
  transfers: ['centre', 'transfers'],
  centres: ['centre', 'centres'],
} as const;

/** Files of the own centre that may be of one person; never of another centre. */
export const useDuplicatePairs = () =>
  useQuery({
    queryKey: keys.pairs,
    gcTime: 0,
    queryFn: ({ signal }) => read('/api/intake/duplicate-pairs', duplicatePairsSchema, signal),
  });

export const useMerges = () =>
  useQuery({ queryKey: keys.merges, queryFn: ({ signal }) => read(merges, caseMergeListSchema, signal) });

export const useTransfers = () =>
  useQuery({ queryKey: keys.transfers, queryFn: ({ signal }) => read(transfers, caseTransferListSchema, signal) });

export const useCentres = () =>
  useQuery({
    queryKey: keys.centres,
    staleTime: 10 * 60_000,
    queryFn: ({ signal }) => read('/api/identity/centres', centreListSchema, signal),
  });

/** A file that becomes part of another, or leaves, is missing or changed on every list. */
const refresh = () => queryClient.invalidateQueries({ queryKey: ['centre'] });

/** @param foldedId the file that is folded in */
export async function proposeMerge(foldedId: string, body: ProposeMerge): Promise<void> {
  await write('POST', `/api/intake/cases/${foldedId}/merge`, body, caseMergeViewSchema);
  await refresh();
}

export async function decideMerge(id: string, body: DecideMerge): Promise<void> {
  await write('POST', `${merges}/${id}/decision`, body, caseMergeViewSchema);
  await refresh();
}

export async function undoMerge(id: string, version: number): Promise<void> {
  await write('POST', `${merges}/${id}/undoing`, { version }, caseMergeViewSchema);
  await refresh();
}

export async function requestTransfer(caseId: string, body: RequestTransfer): Promise<void> {
  await write('POST', `/api/intake/cases/${caseId}/transfers`, body, caseTransferViewSchema);
  await refresh();
}

export async function decideTransfer(id: string, body: DecideTransfer): Promise<void> {
  await write('POST', `${transfers}/${id}/decision`, body, caseTransferViewSchema);
  await refresh();
}

export async function answerTransfer(id: string, body: AnswerTransfer): Promise<void> {
  await write('POST', `${transfers}/${id}/answer`, body, caseTransferViewSchema);
  await refresh();
}

export async function cancelTransfer(id: string, version: number): Promise<void> {
  await write('POST', `${transfers}/${id}/cancellation`, { version }, caseTransferViewSchema);
  await refresh();
}
