import { QueryClient } from '@tanstack/react-query';
import { ProblemError } from './problem-error.js';

/** Reads are tried once more when the network failed; each read leaves a trace, so none is made in the background. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      retry: (failures, error) => failures < 1 && error instanceof ProblemError && error.status === 0,
      refetchOnWindowFocus: false,
      refetchOnReconnect: false,
      staleTime: 5_000,
      gcTime: 60_000,
    },
    mutations: { retry: false },
  },
});
