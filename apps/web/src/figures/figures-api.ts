import { countingRulesSchema, releaseListSchema } from '@an-tam/contracts';
import { useQuery } from '@tanstack/react-query';
import { read, send } from '../api/api-client.js';
import { queryClient } from '../api/query-client.js';

const releasesKey = ['figures', 'releases'];

export const useReleases = () =>
  useQuery({
    queryKey: releasesKey,
    queryFn: ({ signal }) => read('/api/intake/releases', releaseListSchema, signal),
  });

/** How each plan counts, in words. */
export const useCountingRules = (isAsked: boolean) =>
  useQuery({
    queryKey: ['figures', 'counting-rules'],
    enabled: isAsked,
    queryFn: ({ signal }) => read('/api/intake/counting-rules', countingRulesSchema, signal),
  });

/** Counts, protects and checks; can take a minute. */
export async function closePeriod(body: { plan: string; period: string }): Promise<void> {
  await send('/api/intake/releases', body);
  await queryClient.invalidateQueries({ queryKey: releasesKey });
}

export async function approveRelease(id: string): Promise<void> {
  await send(`/api/intake/releases/${id}/approvals`, {});
  await queryClient.invalidateQueries({ queryKey: releasesKey });
}
