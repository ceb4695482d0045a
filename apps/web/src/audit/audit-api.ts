import {
  accessFindingListSchema,
  accessFindingSchema,
  accessFindingViewSchema,
  auditCheckSchema,
  auditEntriesPageSchema,
  auditSealSchema,
  type AnswerFinding,
  type AuditCheck,
  type AuditOutcome,
} from '@an-tam/contracts';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { read, write } from '../api/api-client.js';
import { queryClient } from '../api/query-client.js';
import { useSignedIn } from '../api/session.js';

/** What the trace is asked for; an empty text asks for everything. */
export interface TraceFilter {
  readonly from: string;
  readonly to: string;
  readonly accountId: string;
  readonly caseCode: string;
  readonly action: string;
  readonly purpose: string;
  readonly outcome: '' | AuditOutcome;
}

const pageSize = 100;

/** What was done at work, how people signed in and accounts were changed, and which sessions there were. */
export const logs = ['work', 'accounts', 'sessions'] as const;
export type LogName = (typeof logs)[number];

/** The service that keeps a log of one's organisation; at work a province's officer reads the reporting side alone. */
function useLogService(log: LogName): string {
  const { organisation } = useSignedIn();
  if (log !== 'work') return log === 'accounts' ? '/api/identity' : '/api/gateway';
  return organisation.kind === 'health_department' ? '/api/reporting' : '/api/intake';
}

function addressOf(service: string, filter: TraceFilter, before: string): string {
  const given = Object.entries({ ...filter, before, limit: String(pageSize) }).filter(([, value]) => value !== '');
  return `${service}/audit-entries?${new URLSearchParams(given).toString()}`;
}

export function useTrace(log: LogName, filter: TraceFilter) {
  const service = useLogService(log);
  return useInfiniteQuery({
    queryKey: ['audit', 'trace', service, filter],
    staleTime: 0,
    gcTime: 0,
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) => read(addressOf(service, filter, pageParam), auditEntriesPageSchema, signal),
    getNextPageParam: ({ next }) => next ?? undefined,
  });
}

export function useSeal(log: LogName) {
  const service = useLogService(log);
  return useQuery({
    queryKey: ['audit', 'seal', service],
    staleTime: 0,
    queryFn: ({ signal }) => read(`${service}/audit-seal`, auditSealSchema, signal),
  });
}

/** The whole log; asks again for as long as it takes. */
export function useCheckLog(log: LogName): () => Promise<AuditCheck> {
  const service = useLogService(log);
  return async () => {
    for (;;) {
      const check = await write('POST', `${service}/audit-checks`, {}, auditCheckSchema);
      if (check.state !== 'running') return check;
    }
  };
}

const findings = '/api/intake/access-findings';
const findingsKey = ['audit', 'findings'];

export const useFindings = (page: number) =>
  useQuery({
    queryKey: [...findingsKey, page],
    queryFn: ({ signal }) => read(`${findings}?page=${page}`, accessFindingListSchema, signal),
  });

export const useFinding = (id: string) =>
  useQuery({
    queryKey: [...findingsKey, 'one', id],
    gcTime: 0,
    queryFn: ({ signal }) => read(`${findings}/${id}`, accessFindingViewSchema, signal),
  });

export async function answerFinding(id: string, body: AnswerFinding): Promise<void> {
  await write('POST', `${findings}/${id}/answer`, body, accessFindingSchema);
  await queryClient.invalidateQueries({ queryKey: findingsKey });
}
