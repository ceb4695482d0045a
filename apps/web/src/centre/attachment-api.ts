import {
  attachmentFileSchema,
  attachmentListSchema,
  attachmentSchema,
  type AddAttachment,
  type AttachmentFile,
} from '@an-tam/contracts';
import { useQuery } from '@tanstack/react-query';
import { read, send, write } from '../api/api-client.js';
import { queryClient } from '../api/query-client.js';

const pathOf = (caseId: string) => `/api/intake/cases/${caseId}/attachments`;
/** Below the file's own key, so that whatever refreshes the file refreshes them. */
const keyOf = (caseId: string) => ['centre', 'case', caseId, 'attachments'];

export const useAttachments = (caseId: string) =>
  useQuery({
    queryKey: keyOf(caseId),
    queryFn: ({ signal }) => read(pathOf(caseId), attachmentListSchema, signal),
  });

export async function addAttachment(caseId: string, body: AddAttachment): Promise<void> {
  await write('POST', pathOf(caseId), body, attachmentSchema);
  await queryClient.invalidateQueries({ queryKey: keyOf(caseId) });
}

/** The document with its bytes; kept nowhere on this device. */
export const readAttachment = (caseId: string, id: string): Promise<AttachmentFile> =>
  read(`${pathOf(caseId)}/${id}`, attachmentFileSchema);

export async function removeAttachment(caseId: string, id: string): Promise<void> {
  await send(`${pathOf(caseId)}/${id}/removal`, {});
  await queryClient.invalidateQueries({ queryKey: keyOf(caseId) });
}
