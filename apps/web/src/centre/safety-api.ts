import {
  caseSafeguardingSchema,
  concernViewSchema,
  safeguardingGuideSchema,
  type ConcernView,
  type OpenConcern,
} from '@an-tam/contracts';
import { useQuery } from '@tanstack/react-query';
import { z } from 'zod';
import { read, write } from '../api/api-client.js';
import { queryClient } from '../api/query-client.js';

const concernsOf = (id: string) => `/api/intake/cases/${id}/safeguarding-concerns`;
const guideKey = ['centre', 'safeguarding-guide'] as const;

export const useSafetyGuide = () =>
  useQuery({
    queryKey: guideKey,
    staleTime: Infinity,
    queryFn: ({ signal }) => read('/api/intake/safeguarding-guide', safeguardingGuideSchema, signal),
  });

/** Below the file's own key, so that whatever refreshes the file refreshes it. */
export const useSafety = (id: string) =>
  useQuery({
    queryKey: ['centre', 'case', id, 'safety'],
    queryFn: ({ signal }) => read(concernsOf(id), caseSafeguardingSchema, signal),
  });

async function refresh(id: string): Promise<void> {
  await Promise.all(
    [
      ['centre', 'case', id],
      ['centre', 'today'],
      ['centre', 'supervision'],
    ].map((queryKey) => queryClient.invalidateQueries({ queryKey })),
  );
}

export async function openConcern(id: string, body: OpenConcern): Promise<ConcernView> {
  const opened = await write('POST', concernsOf(id), body, concernViewSchema);
  await refresh(id);
  return opened;
}

export async function recordAge(id: string, birthYear: number): Promise<void> {
  await write('PUT', `/api/intake/cases/${id}/birth-year`, { birthYear }, z.undefined());
  await refresh(id);
}

export interface ConcernPlace {
  readonly caseId: string;
  readonly concern: Pick<ConcernView, 'id' | 'version'>;
}

type ConcernPart =
  'steps' | 'answers' | 'safety-plan' | 'end' | 'report' | 'report/press' | 'report/confirmation' | 'report/handover';

/** Changes one part of a concern, on the version that the page shows. */
export async function workConcern(
  { caseId, concern }: ConcernPlace,
  method: 'POST' | 'PUT',
  part: ConcernPart,
  body: object = {},
): Promise<void> {
  const path = `${concernsOf(caseId)}/${concern.id}/${part}`;
  await write(method, path, { version: concern.version, ...body }, concernViewSchema);
  await refresh(caseId);
}
