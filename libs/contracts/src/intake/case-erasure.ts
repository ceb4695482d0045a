import { z } from 'zod';
import { dateSchema, versionSchema } from '../shared/codes.js';

/** Destroying a file for good: the code is typed once more, so that nobody destroys the wrong one. */
export const eraseCaseSchema = z.strictObject({ version: versionSchema, typed: z.string().trim().min(1).max(30) });
export type EraseCase = z.infer<typeof eraseCaseSchema>;

/**
 * What is left of a file that was destroyed. `in_progress`: nobody reaches it any more, and what a failure left is
 * finished by itself. `erased`: keys and records are gone here. `final`: no backup of the keys can be left either.
 */
export const erasureCertificateSchema = z.object({
  id: z.uuid(),
  code: z.string(),
  state: z.enum(['in_progress', 'erased', 'final']),
  intendedAt: z.iso.datetime(),
  erasedAt: z.iso.datetime().nullable(),
  /** Key versions that the file had; every one of them is destroyed. */
  keyVersions: z.number().int(),
  /** Sealed rows removed, searching included. */
  records: z.number().int(),
  keysDestroyedOn: dateSchema.nullable(),
  /** Day after which no backup holds a key of the file. */
  backupsExpireOn: dateSchema.nullable(),
});
export type ErasureCertificate = z.infer<typeof erasureCertificateSchema>;
