import {
  carePlanViewSchema,
  careSettingsSchema,
  caseClosureSchema,
  casePlanSchema,
  closureViewSchema,
  supervisionSchema,
  todaySchema,
  type CareSettings,
  type DecideApproval,
  type RequestClosure,
  type SaveCarePlan,
  type TodayQuery,
} from '@an-tam/contracts';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { read, write } from '../api/api-client.js';
import { queryClient } from '../api/query-client.js';

const keys = {
  today: ['centre', 'today'],
  settings: ['centre', 'care-settings'],
  supervision: ['centre', 'supervision'],
  /** Below the file's own key, so that whatever refreshes the file refreshes them. */
  plan: (id: string) => ['centre', 'case', id, 'plan'],
  closure: (id: string) => ['centre', 'case', id, 'closure'],
} as const;

export const useToday = ({ page, whose }: TodayQuery) =>
  useQuery({
    queryKey: [...keys.today, page, whose],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => read(`/api/intake/today?page=${page}&whose=${whose}`, todaySchema, signal),
  });

export const useCarePlan = (id: string) =>
  useQuery({
    queryKey: keys.plan(id),
    queryFn: ({ signal }) => read(`/api/intake/cases/${id}/care-plan`, casePlanSchema, signal),
  });

export const useClosure = (id: string) =>
  useQuery({
    queryKey: keys.closure(id),
    queryFn: ({ signal }) => read(`/api/intake/cases/${id}/closure`, caseClosureSchema, signal),
  });

export const useSupervision = () =>
  useQuery({
    queryKey: keys.supervision,
    queryFn: ({ signal }) => read('/api/intake/supervision', supervisionSchema, signal),
  });

export const useCareSettings = () =>
  useQuery({
    queryKey: keys.settings,
    queryFn: ({ signal }) => read('/api/intake/care-settings', careSettingsSchema, signal),
  });

/** Whatever was changed in a file may change the list of the day and the lists of files as well. */
async function refresh(id: string): Promise<void> {
  await Promise.all(
    [['centre', 'case', id], keys.today, keys.supervision, ['centre', 'cases']].map((queryKey) =>
      queryClient.invalidateQueries({ queryKey }),
    ),
  );
}

export async function saveCarePlan(id: string, body: SaveCarePlan): Promise<void> {
  await write('PUT', `/api/intake/cases/${id}/care-plan`, body, carePlanViewSchema);
  await refresh(id);
}

export async function decideCarePlan(id: string, body: DecideApproval): Promise<void> {
  await write('POST', `/api/intake/cases/${id}/care-plan/decision`, body, carePlanViewSchema);
  await refresh(id);
}

export async function requestClosure(id: string, body: RequestClosure): Promise<void> {
  await write('POST', `/api/intake/cases/${id}/closure`, body, closureViewSchema);
  await refresh(id);
}

export async function decideClosure(id: string, body: DecideApproval): Promise<void> {
  await write('POST', `/api/intake/cases/${id}/closure/decision`, body, closureViewSchema);
  await refresh(id);
}

export async function reopenCase(id: string, caseVersion: number): Promise<void> {
  await write('POST', `/api/intake/cases/${id}/closure/reopening`, { caseVersion }, closureViewSchema);
  await refresh(id);
}

export async function changeCareSettings(body: CareSettings): Promise<void> {
  await write('PUT', '/api/intake/care-settings', body, careSettingsSchema);
  await queryClient.invalidateQueries({ queryKey: keys.settings });
}
