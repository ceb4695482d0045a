import { readTogetherSchema } from '@an-tam/contracts';
import { useQuery } from '@tanstack/react-query';
import { read } from '../api/api-client.js';

/** Every reading is recorded, so it is neither kept nor repeated behind anybody's back. */
export const useReadTogether = (id: string) =>
  useQuery({
    queryKey: ['centre', 'together', id],
    gcTime: 0,
    staleTime: Infinity,
    queryFn: ({ signal }) => read(`/api/intake/cases/${id}/read-together`, readTogetherSchema, signal),
  });
