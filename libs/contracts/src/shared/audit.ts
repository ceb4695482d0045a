import { z } from 'zod';
import { readCaseCode } from '../intake/case-code.js';
import { dateSchema } from './codes.js';
import { bilingualMessage } from './field-errors.js';

export const auditOutcomeSchema = z.enum(['done', 'denied', 'failed']);
export type AuditOutcome = z.infer<typeof auditOutcomeSchema>;

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
  /** Code of that case, where the service keeps cases; an erased one has its code still. */
  caseCode: z.string().nullable(),
  purpose: z.string().nullable(),
  outcome: auditOutcomeSchema,
  reason: z.string().nullable(),
  requestId: z.string(),
});
export type AuditEntryView = z.infer<typeof auditEntryViewSchema>;

export const auditEntriesPageSchema = z.object({
  /** Newest first. */
  entries: z.array(auditEntryViewSchema),
  /** Where the next page begins; null on the last one. */
  next: z.string().nullable(),
});
export type AuditEntriesPage = z.infer<typeof auditEntriesPageSchema>;

const instant = String.raw`\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z`;
const uuid = '[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}';
const coded = z.string().regex(/^[a-z][a-z0-9_ -]{0,59}$/i);

/** What entries are asked for; everything that is given must fit. */
export const auditEntriesQuerySchema = z
  .object({
    /** First and last day in Asia/Ho_Chi_Minh. */
    from: dateSchema.optional(),
    to: dateSchema.optional(),
    accountId: z.uuid().optional(),
    caseId: z.uuid().optional(),
    caseCode: z
      .string()
      .max(30)
      .refine(
        (typed) => readCaseCode(typed) !== undefined,
        bilingualMessage(
          'Mã hồ sơ không đúng. Hãy xem lại từng chữ.',
          'This is not a file code. Check each character.',
        ),
      )
      .optional(),
    action: coded.optional(),
    purpose: coded.optional(),
    outcome: auditOutcomeSchema.optional(),
    /** `next` of the page before. */
    before: z
      .string()
      .regex(new RegExp(`^${instant}_${uuid}$`))
      .optional(),
    limit: z.coerce.number().int().min(1).max(500).default(100),
  })
  .refine(({ from, to }) => from === undefined || to === undefined || from <= to, {
    path: ['to'],
    message: bilingualMessage('Ngày cuối phải từ ngày đầu trở đi.', 'The last day must not be before the first one.'),
  });
export type AuditEntriesQuery = z.infer<typeof auditEntriesQuerySchema>;

/** How the log of a service is sealed at this moment. */
export const auditSealSchema = z.object({
  /** Entries under the newest seal; null where the log is not sealed. */
  sealed: z.number().int().nullable(),
  sealedAt: z.iso.datetime().nullable(),
  /** Root hash of the newest seal in hexadecimal, to be held against a copy that was kept elsewhere. */
  root: z.string().nullable(),
});
export type AuditSeal = z.infer<typeof auditSealSchema>;

/**
 * The whole log against its seals and the published head. `running`: ask again in a moment. `not_sealed`: there is
 * nothing to hold it against, as in a demo without a place for published heads.
 */
export const auditCheckSchema = z.object({
  state: z.enum(['running', 'intact', 'broken', 'not_sealed']),
  sealed: z.number().int(),
  /** Entries of the last seconds, which no seal covers yet. */
  unsealed: z.number().int(),
  checkedAt: z.iso.datetime().nullable(),
  /** Number of the first bad entry in the log, from 1 on; null when the log holds. */
  firstBadEntry: z.number().int().nullable(),
});
export type AuditCheck = z.infer<typeof auditCheckSchema>;
