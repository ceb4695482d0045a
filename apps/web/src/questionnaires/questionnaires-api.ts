import {
  draftCheckSchema,
  questionnaireVersionsSchema,
  type DraftCheck,
  type PublishQuestionnaire,
} from '@an-tam/contracts';
import { useQuery } from '@tanstack/react-query';
import { read, send, write } from '../api/api-client.js';
import { queryClient } from '../api/query-client.js';

const questionnaires = '/api/intake/questionnaires';
const versionsKey = ['questionnaires'];

export const useQuestionnaireVersions = () =>
  useQuery({
    queryKey: versionsKey,
    queryFn: ({ signal }) => read(questionnaires, questionnaireVersionsSchema, signal),
  });

/** A POST that changes nothing. */
export const checkDraft = (text: string): Promise<DraftCheck> =>
  write('POST', `${questionnaires}/checks`, { text }, draftCheckSchema);

export async function publishDraft(body: PublishQuestionnaire): Promise<void> {
  await send(questionnaires, body);
  await queryClient.invalidateQueries({ queryKey: versionsKey });
}
