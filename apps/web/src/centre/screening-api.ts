import { answeredScreeningSchema, currentQuestionnaireSchema } from '@an-tam/contracts';
import { useQuery } from '@tanstack/react-query';
import { read } from '../api/api-client.js';

/** What is asked now; read anew for every screening, since a new version may have come. */
export const useQuestionnaire = () =>
  useQuery({
    queryKey: ['centre', 'questionnaire'],
    // A version that changes under somebody's hands would lose their answers.
    staleTime: Infinity,
    gcTime: 0,
    queryFn: ({ signal }) => read('/api/intake/questionnaires/current', currentQuestionnaireSchema, signal),
  });

/** The answers of one screening with the questions they answered. */
export const useAnsweredScreening = (caseId: string, id: string) =>
  useQuery({
    queryKey: ['centre', 'screening', caseId, id],
    enabled: id !== '',
    gcTime: 0,
    queryFn: ({ signal }) => read(`/api/intake/cases/${caseId}/screenings/${id}`, answeredScreeningSchema, signal),
  });
