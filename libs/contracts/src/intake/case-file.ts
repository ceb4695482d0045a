import { z } from 'zod';
import {
  atMostOctets,
  communeCodeSchema,
  dateSchema,
  lineSchema,
  needCodeSchema,
  taxonomyCodeSchema,
  textSchema,
  versionSchema,
} from '../shared/codes.js';
import { bilingualMessage } from '../shared/field-errors.js';
import { bilingualSchema } from '../shared/problem.js';
import { caseCategorySchema } from './case-categories.js';
import { consentFormSchema, consentViewSchema, dataCategorySchema } from './consent.js';
import { circumstancesSchema, safeReachSchema } from './safe-reach.js';
import { needViewSchema, screeningViewSchema, urgencySchema } from './screening.js';

const birthYearSchema = z.number().int().min(1920).max(2100);
const phoneSchema = z
  .string()
  .trim()
  .min(6)
  .max(30)
  .refine(...atMostOctets(62));
const aliasSchema = lineSchema(60).refine(...atMostOctets(254));
const nameSchema = lineSchema(120).refine(...atMostOctets(254));
/** Identity card, passport or social insurance number, as it stands on the paper; never a picture of it. */
const documentNumberSchema = lineSchema(40).refine(...atMostOctets(126));
const emailSchema = lineSchema(80).refine(...atMostOctets(254));
/** The unique identifier code a health programme gave, whatever its pattern. */
const uicSchema = lineSchema(40).refine(...atMostOctets(126));

/** Opening a file: alias, where, how, and the consent to be helped. Everything else is optional and can come later. */
export const openCaseSchema = z.strictObject({
  alias: aliasSchema,
  name: nameSchema.optional(),
  phone: phoneSchema.optional(),
  documentNumber: documentNumberSchema.optional(),
  email: emailSchema.optional(),
  uic: uicSchema.optional(),
  birthYear: birthYearSchema.optional(),
  communeCode: communeCodeSchema,
  channel: taxonomyCodeSchema,
  openedOn: dateSchema,
  /** Services given at this first meeting; they stand in the file, not among the contacts about nobody. */
  given: z.array(taxonomyCodeSchema).max(20).optional(),
  reach: safeReachSchema.optional(),
  circumstances: circumstancesSchema.optional(),
  consent: z.strictObject({ form: consentFormSchema, wordingVersion: z.string().min(1).max(40) }),
  /** Service never depends on it. */
  statisticsConsent: z.strictObject({ form: consentFormSchema, wordingVersion: z.string().min(1).max(40) }).optional(),
  /** The pending contact that the file comes from; it is gone once the file is there. */
  pendingContactId: z.uuid().optional(),
});
export type OpenCase = z.infer<typeof openCaseSchema>;

export const changeCaseSchema = z.strictObject({
  version: versionSchema,
  alias: aliasSchema.optional(),
  communeCode: communeCodeSchema.optional(),
  name: nameSchema.nullable().optional(),
  phone: phoneSchema.nullable().optional(),
  documentNumber: documentNumberSchema.nullable().optional(),
  email: emailSchema.nullable().optional(),
  uic: uicSchema.nullable().optional(),
  reach: safeReachSchema.optional(),
  circumstances: circumstancesSchema.optional(),
});
export type ChangeCase = z.infer<typeof changeCaseSchema>;

export const caseStatusSchema = z.enum(['open', 'closed']);

export const caseListItemSchema = z.object({
  id: z.uuid(),
  code: z.string(),
  alias: z.string(),
  status: caseStatusSchema,
  openedOn: dateSchema,
  assigneeId: z.uuid(),
  version: versionSchema,
});
export type CaseListItem = z.infer<typeof caseListItemSchema>;
export const caseListQuerySchema = z.object({
  page: z.coerce.number().int().min(1).max(10_000).default(1),
  /** Absent: all of them. */
  status: caseStatusSchema.optional(),
});
export type CaseListQuery = z.infer<typeof caseListQuerySchema>;
export const caseListSchema = z.object({
  cases: z.array(caseListItemSchema),
  page: z.number().int(),
  hasMore: z.boolean(),
});

/**
 * Looking for a file by what is known of it: found is what fits any of the things named, since one number may be a phone
 * or a document. A body, because nothing sensitive may stand in an address.
 */
export const searchCasesSchema = z
  .strictObject({
    phone: z.string().trim().min(1).max(30).optional(),
    documentNumber: documentNumberSchema.optional(),
    email: emailSchema.optional(),
    uic: uicSchema.optional(),
    /** The code on the file, as `K7Q4-92MX-D`, in any case and with or without dashes. */
    code: z.string().trim().min(1).max(30).optional(),
    /** Name or alias, with or without tone marks, in whole or the beginnings of its words. */
    name: nameSchema.optional(),
  })
  .refine(
    (body) => Object.values(body).some((value) => value !== undefined),
    bilingualMessage('Cần ít nhất một điều để tìm.', 'At least one thing to search by is needed.'),
  );
export type SearchCases = z.infer<typeof searchCasesSchema>;
/** What was found, newest first; `hasMore` says that the words fit more files than are shown. */
export const caseSearchResultSchema = caseListSchema.omit({ page: true });
export type CaseSearchResult = z.infer<typeof caseSearchResultSchema>;

/** Other files in the caller's own scope, never in another centre, and what each has in common with this one. */
export const possibleDuplicatesSchema = z.object({
  cases: z.array(caseListItemSchema.extend({ sharedBy: z.array(z.enum(['phone', 'documentNumber', 'email', 'uic'])) })),
});
export type PossibleDuplicates = z.infer<typeof possibleDuplicatesSchema>;

/** Own services given to a client ("hỗ trợ tiếp theo"). */
export const recordFollowUpSchema = z.strictObject({
  occurredOn: dateSchema,
  channel: taxonomyCodeSchema,
  /** Services the client received from the centre at this meeting. */
  servicesDelivered: z.array(taxonomyCodeSchema).max(20),
  durationMinutes: z.number().int().min(1).max(600).optional(),
  note: textSchema(4000).optional(),
  /** The next time, agreed with her. What was planned before is settled by this meeting. */
  next: z.strictObject({ dueOn: dateSchema, channel: taxonomyCodeSchema }).optional(),
});
export type RecordFollowUp = z.infer<typeof recordFollowUpSchema>;

export const followUpViewSchema = z.object({
  id: z.uuid(),
  occurredOn: dateSchema,
  channel: z.string(),
  servicesDelivered: z.array(z.string()),
  durationMinutes: z.number().int().nullable().default(null),
  note: z.string().nullable().default(null),
});
export type FollowUpView = z.infer<typeof followUpViewSchema>;

/** The next meeting as agreed. */
export const plannedFollowUpSchema = z.object({ id: z.uuid(), dueOn: dateSchema, channel: z.string() });
export type PlannedFollowUp = z.infer<typeof plannedFollowUpSchema>;

export const referralStateSchema = z.enum([
  'draft',
  'requested',
  'received',
  'accepted',
  'in-progress',
  'on-hold',
  'completed',
  'failed',
  'rejected',
  'cancelled',
  'expired',
]);
export type ReferralState = z.infer<typeof referralStateSchema>;

export const statusReasonSchema = z.enum([
  'no-capacity',
  'not-eligible',
  'unreachable',
  'consent-withdrawn',
  'client-choice',
  'other',
]);

export const caseReferralViewSchema = z.object({
  id: z.uuid(),
  organisationId: z.uuid(),
  serviceId: z.uuid(),
  needCode: needCodeSchema,
  urgency: urgencySchema,
  state: referralStateSchema,
  statusReason: statusReasonSchema.nullable(),
  requestedOn: dateSchema,
  deliveredOn: dateSchema.nullable(),
});
export type CaseReferralView = z.infer<typeof caseReferralViewSchema>;

/** What hangs on a file. */
const casePartsSchema = z.object({
  consents: z.array(consentViewSchema),
  screenings: z.array(screeningViewSchema),
  needs: z.array(needViewSchema),
  referrals: z.array(caseReferralViewSchema),
  followUps: z.array(followUpViewSchema),
  nextFollowUp: plannedFollowUpSchema.nullable(),
});

/** A file that was folded into another one, with what hangs on it: it keeps its own terms. */
export const foldedFileSchema = casePartsSchema.extend({
  id: z.uuid(),
  code: z.string(),
  alias: z.string(),
  openedOn: dateSchema,
});
export type FoldedFile = z.infer<typeof foldedFileSchema>;

export const caseViewSchema = casePartsSchema.extend({
  id: z.uuid(),
  code: z.string(),
  alias: z.string(),
  status: caseStatusSchema,
  /** The file that this one was folded into: from then on it can only be read. */
  mergedInto: z.object({ id: z.uuid(), code: z.string() }).nullable(),
  /** Files that were folded into this one. */
  folded: z.array(foldedFileSchema),
  communeCode: z.string(),
  channel: z.string(),
  openedOn: dateSchema,
  assigneeId: z.uuid(),
  version: versionSchema,
  /** Null: she has not been asked yet. */
  reach: safeReachSchema.nullable(),
  /** Until when the caller, who opened the file in an emergency, may read it and do nothing else; otherwise null. */
  emergencyUntil: z.iso.datetime().nullable(),
  /** What the caller's rules leave out of the file, whether or not the file has any of it. */
  withheld: z.array(caseCategorySchema),
});
export type CaseView = z.infer<typeof caseViewSchema>;

/** Opened on demand, audited apart. */
export const caseIdentitySchema = z.object({
  name: z.string().nullable(),
  phone: z.string().nullable(),
  documentNumber: z.string().nullable(),
  email: z.string().nullable(),
  uic: z.string().nullable(),
  birthYear: z.number().int().nullable(),
  circumstances: circumstancesSchema.nullable(),
  /** What the caller's rules leave out, as in the file itself. */
  withheld: z.array(caseCategorySchema),
});
export type CaseIdentity = z.infer<typeof caseIdentitySchema>;

export const referNeedSchema = z.strictObject({
  caseVersion: versionSchema,
  organisationId: z.uuid(),
  serviceId: z.uuid(),
  needCode: needCodeSchema,
  urgency: urgencySchema,
  /** The recorded consent for this recipient; its categories decide what the packet holds. */
  consentId: z.uuid(),
});
export type ReferNeed = z.infer<typeof referNeedSchema>;

/** One line of a packet, readable without any list: `contact` / `phone` / "Điện thoại" / "+84912...". */
export const packetFieldSchema = z.object({
  category: dataCategorySchema,
  field: z.string(),
  label: bilingualSchema,
  value: z.string(),
});
export type PacketField = z.infer<typeof packetFieldSchema>;

/** What a referral packet holds once opened. */
export const packetPayloadSchema = z.object({ version: z.literal(1), fields: z.array(packetFieldSchema) });
export type PacketPayload = z.infer<typeof packetPayloadSchema>;

export const previewReferralSchema = z.strictObject({
  organisationId: z.uuid(),
  serviceId: z.uuid(),
  needCode: needCodeSchema,
  urgency: urgencySchema.default('routine'),
  dataCategories: z.array(dataCategorySchema).max(20),
});
export type PreviewReferral = z.infer<typeof previewReferralSchema>;

/** Exactly what the recipient would learn, for the preview "Nơi nhận sẽ biết". */
export const packetPreviewSchema = z.object({ fields: z.array(packetFieldSchema) });
export type PacketPreview = z.infer<typeof packetPreviewSchema>;
