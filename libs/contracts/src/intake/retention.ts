import { z } from 'zod';
import { dateSchema } from '../shared/codes.js';

/** What is kept of a person for a time of its own: purposes of config/retention/periods.yaml. */
export const retentionPurposeSchema = z.enum(['case_file', 'contact', 'pending_contact']);
export type RetentionPurpose = z.infer<typeof retentionPurposeSchema>;

/** Supervisors hear of a file that is to be erased this many days before. */
export const erasureNoticeDays = 30;

/** Closed files whose time ends soon: opened again until then, or erased the day after. */
export const expiringFileListSchema = z.object({
  today: dateSchema,
  files: z.array(z.object({ caseId: z.uuid(), code: z.string(), keepUntil: dateSchema })),
});
export type ExpiringFileList = z.infer<typeof expiringFileListSchema>;
