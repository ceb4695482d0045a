import { coverageViewSchema, unitTargetListSchema } from '@an-tam/contracts';
import { useQuery } from '@tanstack/react-query';
import { read } from '../api/api-client.js';

export const useCoverage = (target: string, year: number) =>
  useQuery({
    queryKey: ['reporting', 'coverage', target, year],
    queryFn: ({ signal }) =>
      read(`/api/reporting/coverage?target=${encodeURIComponent(target)}&year=${year}`, coverageViewSchema, signal),
  });

export const useUnitTargets = () =>
  useQuery({
    queryKey: ['reporting', 'unit-targets'],
    queryFn: ({ signal }) => read('/api/reporting/unit-targets', unitTargetListSchema, signal),
  });
