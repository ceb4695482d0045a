import {
  approvedFactorResetSchema,
  factorResetListSchema,
  type ApprovedFactorReset,
  type AskFactorReset,
} from '@an-tam/contracts';
import { useQuery } from '@tanstack/react-query';
import { read, send, write } from '../api/api-client.js';
import { queryClient } from '../api/query-client.js';

const resets = '/api/identity/factor-resets';
const resetsKey = ['factor-resets'];
const resetsChanged = () => queryClient.invalidateQueries({ queryKey: resetsKey });

export const useFactorResets = () =>
  useQuery({ queryKey: resetsKey, queryFn: ({ signal }) => read(resets, factorResetListSchema, signal) });

export async function askFactorReset({ id, reason }: AskFactorReset & { readonly id: string }): Promise<void> {
  await send(`/api/identity/accounts/${id}/factor-resets`, { reason });
  await resetsChanged();
}

export async function approveFactorReset(id: string): Promise<ApprovedFactorReset> {
  const approved = await write('POST', `${resets}/${id}/approval`, {}, approvedFactorResetSchema);
  await resetsChanged();
  return approved;
}

export async function cancelFactorReset(id: string): Promise<void> {
  await send(`${resets}/${id}/cancellation`, {});
  await resetsChanged();
}
