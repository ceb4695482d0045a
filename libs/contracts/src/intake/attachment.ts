import { z } from 'zod';
import { dateSchema, taxonomyCodeSchema } from '../shared/codes.js';
import { bilingualMessage } from '../shared/field-errors.js';

/** Largest document, in bytes. */
export const attachmentBytes = 10 * 1024 * 1024;
/** Largest request that carries one: base64 takes four characters for three bytes. */
export const attachmentBodyBytes = Math.ceil(attachmentBytes / 3) * 4 + 4096;

export const attachmentTypeSchema = z.enum(['application/pdf', 'image/jpeg', 'image/png']);
export type AttachmentType = z.infer<typeof attachmentTypeSchema>;

/** A document for a file. It has no name: what it is called on somebody's phone may tell more than it should. */
export const addAttachmentSchema = z.strictObject({
  /** Code of config/taxonomy/attachment-kinds.yaml. */
  kind: taxonomyCodeSchema,
  /** What it claims to be; compared with what it is. */
  type: attachmentTypeSchema,
  /** Its bytes, base64 without line breaks. */
  file: z
    .string()
    .min(1)
    .max(
      Math.ceil(attachmentBytes / 3) * 4,
      bilingualMessage('Tệp quá lớn, tối đa 10 MB.', 'The file is too large, at most 10 MB.'),
    ),
});
export type AddAttachment = z.infer<typeof addAttachmentSchema>;

export const attachmentSchema = z.object({
  id: z.uuid(),
  kind: z.string(),
  type: attachmentTypeSchema,
  /** In bytes, as it is kept: pictures without what the camera added. */
  size: z.number().int(),
  addedOn: dateSchema,
  addedById: z.uuid(),
});
export type Attachment = z.infer<typeof attachmentSchema>;

export const attachmentListSchema = z.object({
  /** Whether the centre allows documents to be added. */
  allowed: z.boolean(),
  attachments: z.array(attachmentSchema),
});
export type AttachmentList = z.infer<typeof attachmentListSchema>;

/** One document with its bytes, base64. */
export const attachmentFileSchema = attachmentSchema.extend({ file: z.string() });
export type AttachmentFile = z.infer<typeof attachmentFileSchema>;

export const attachmentParamsSchema = z.object({ id: z.uuid(), attachmentId: z.uuid() });
