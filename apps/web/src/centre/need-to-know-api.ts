import {
  caseListItemSchema,
  colleagueListSchema,
  emergencyAccessListSchema,
  emergencyAccessSchema,
  excludedStaffSchema,
  leaveCoverListSchema,
  leaveCoverSchema,
  type AssignCase,
  type CoverLeave,
  type EmergencyAccess,
  type ExcludedStaff,
  type OpenEmergency,
  type ReviewEmergency,
} from '@an-tam/contracts';
import { useQuery } from '@tanstack/react-query';
import { read, send, write } from '../api/api-client.js';
import { queryClient } from '../api/query-client.js';
import { refreshCase, refreshCaseList } from './centre-api.js';

const covers = '/api/intake/leave-covers';
const emergencies = '/api/intake/emergency-accesses';
const excludedPath = (id: string) => `/api/intake/cases/${id}/excluded-staff`;

const keys = {
  colleagues: ['centre', 'colleagues'],
  covers: ['centre', 'covers'],
  emergencies: ['centre', 'emergencies'],
  excluded: (id: string) => ['centre', 'excluded', id],
} as const;

export const useColleagues = () =>
  useQuery({
    queryKey: keys.colleagues,
    staleTime: 5 * 60_000,
    queryFn: ({ signal }) => read('/api/identity/colleagues', colleagueListSchema, signal),
  });

/** Afterwards the file is among the new person's own. */
export async function assignCase(id: string, body: AssignCase): Promise<void> {
  await write('PUT', `/api/intake/cases/${id}/assignee`, body, caseListItemSchema);
  await Promise.all([refreshCase(id), refreshCaseList()]);
}

export const useExcludedStaff = (id: string) =>
  useQuery({
    queryKey: keys.excluded(id),
    gcTime: 0,
    queryFn: ({ signal }) => read(excludedPath(id), excludedStaffSchema, signal),
  });

/** The next list in place of the one that was seen; the file goes one version further with it. */
export async function exclude(id: string, next: ExcludedStaff): Promise<void> {
  queryClient.setQueryData(keys.excluded(id), await write('PUT', excludedPath(id), next, excludedStaffSchema));
  await refreshCase(id);
}

export const useLeaveCovers = () =>
  useQuery({ queryKey: keys.covers, queryFn: ({ signal }) => read(covers, leaveCoverListSchema, signal) });

const refreshCovers = () => queryClient.invalidateQueries({ queryKey: keys.covers });

export async function coverLeave(body: CoverLeave): Promise<void> {
  await write('POST', covers, body, leaveCoverSchema);
  await refreshCovers();
}

export async function endCover(id: string): Promise<void> {
  await send(`${covers}/${id}/end`, {});
  await refreshCovers();
}

/** The caller's own; for who watches over them, all of the centre. */
export const useEmergencies = () =>
  useQuery({
    queryKey: keys.emergencies,
    queryFn: ({ signal }) => read(emergencies, emergencyAccessListSchema, signal),
  });

const refreshEmergencies = () => queryClient.invalidateQueries({ queryKey: keys.emergencies });

export async function openEmergency(body: OpenEmergency): Promise<EmergencyAccess> {
  const access = await write('POST', emergencies, body, emergencyAccessSchema);
  await Promise.all([refreshEmergencies(), refreshCaseList()]);
  return access;
}

export async function approveEmergency(id: string): Promise<void> {
  await write('POST', `${emergencies}/${id}/approval`, {}, emergencyAccessSchema);
  await refreshEmergencies();
}

export async function reviewEmergency(id: string, outcome: ReviewEmergency['outcome']): Promise<void> {
  await write('POST', `${emergencies}/${id}/review`, { outcome }, emergencyAccessSchema);
  await refreshEmergencies();
}
