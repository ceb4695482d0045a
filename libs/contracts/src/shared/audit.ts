import { z } from 'zod';

/** One entry of the audit log as the data-protection officer sees it. */
export const auditEntryViewSchema = z.object({
  id: z.uuid(),
  at: z.iso.datetime(),
  accountId: z.uuid().nullable(),
  system: z.string().nullable(),
  roles: z.array(z.string()),
  action: z.string(),
  resource: z.string(),
  recordId: z.string().nullable(),
  caseId: z.string().nullable(),
  purpose: z.string().nullable(),
  outcome: z.enum(['done', 'denied', 'failed']),
  reason: z.string().nullable(),
  requestId: z.string(),
});
export type AuditEntryView = z.infer<typeof auditEntryViewSchema>;

export const auditEntriesPageSchema = z.object({ entries: z.array(auditEntryViewSchema) });
export type AuditEntriesPage = z.infer<typeof auditEntriesPageSchema>;

export const auditEntriesQuerySchema = z.object({
  caseId: z.uuid().optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
});
